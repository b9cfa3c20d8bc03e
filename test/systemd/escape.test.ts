import { describe, expect, it } from 'vitest'
import {
  envAssignment,
  execProgram,
  execWord,
  labelValue,
  pathValue,
  pathWord,
  UnitTextError,
  userValue,
} from '../../src/systemd/escape.js'
import { canReadBack, complaints, readBack, systemdVersion } from '../support/systemd-analyze.js'

const nasty = [
  '/home/mastodon/live',
  '/srv/a b',
  '/srv/100%i',
  '/srv/"quoted"',
  "/srv/it's",
  '/srv/back\\slash\\x41',
  '/srv/ends in \\',
  '/srv/ends in blank ',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: systemd's own spelling of a variable.
  '/srv/$HOME/${HOME}/$$',
  '/srv/;#é',
  `/srv/a b%i"q"'z'\\n$HOME;\\`,
]

describe.skipIf(!canReadBack)('systemd reads back what was written', () => {
  it.each(nasty)('%j', (text) => {
    const lines = readBack(
      [
        '[Unit]\nDefaultDependencies=no\n[Service]',
        `WorkingDirectory=${pathValue(text)}`,
        `ReadWritePaths=${pathWord('/one')} ${pathWord(text)} ${pathWord('/two')}`,
        `Environment=${envAssignment('A', text)}`,
        `ExecStart=/usr/bin/true ${execWord(text)} ${execWord('next')}\n`,
      ].join('\n'),
    )
    expect(lines).toContain(`WorkingDirectory: ${text}`)
    expect(lines).toContain(`ReadWritePaths: /one ${text} /two`)
    expect(lines).toContain(`Environment: A=${text}`)
    // systemd shows arguments before it substitutes variables, and quoted as for a shell.
    const words =
      lines
        .find((line) => line.startsWith('Command Line: '))
        ?.slice('Command Line: /usr/bin/true '.length, -' next'.length) ?? ''
    const unquoted = words.startsWith('"') ? words.slice(1, -1).replace(/\\(["\\$`])/g, '$1') : words
    expect(unquoted).toBe(text.replaceAll('$', '$$$$'))
  })
})

describe.skipIf(systemdVersion === 0)('the program in ExecStart=', () => {
  it.each(['/srv/no such', '/srv/100%i', '/srv/$HOME/x', '/srv/;é'])(
    '%j is looked for under its own name',
    (path) => {
      expect(complaints({ 'probe.service': `[Service]\nExecStart=${execProgram(path)}\n` })).toContain(
        `Command ${path} is not executable`,
      )
    },
  )
})

it.each(['/a\nExecStart=/bin/sh', '/a\r', '/a\t', '/a\0', '/a\u0085', '/a\ud800', '/a\ufdd0'])(
  '%j is refused everywhere',
  (text) => {
    for (const write of [pathValue, pathWord, execWord, execProgram, userValue, labelValue])
      expect(() => write(text)).toThrow(UnitTextError)
    expect(() => envAssignment('A', text)).toThrow(UnitTextError)
  },
)

it('refuses relative paths, quotes in a program, and names that systemd would expand', () => {
  expect(() => pathValue('live')).toThrow('"live" is not an absolute path')
  expect(() => pathWord('/a/../b')).toThrow(UnitTextError)
  expect(() => execProgram("/it's")).toThrow(UnitTextError)
  expect(() => envAssignment('A B', 'x')).toThrow(UnitTextError)
  expect(() => userValue('%u')).toThrow(UnitTextError)
  expect(() => labelValue('a/b')).toThrow(UnitTextError)
})
