import { expect, it } from 'vitest'
import { sandboxLevels } from '../../src/answers.js'
import { levelOf, sandbox } from '../../src/units/sandbox.js'
import { exposure } from '../../src/units/sandbox-scores.js'
import { isEdited, isOurs, unitText } from '../../src/units/section.js'
import { exposureOf, systemdVersion } from '../support/systemd-analyze.js'

const kinds = ['web', 'sidekiq', 'streaming'] as const
const cases = sandboxLevels.flatMap((level) => kinds.map((kind) => ({ level, kind })))

function service(level: (typeof sandboxLevels)[number], kind: (typeof kinds)[number]): string {
  return unitText([
    [
      'Service',
      [['User', 'mastodon'], ['ExecStart', '/bin/true'], ...sandbox(level, kind, ['/home/mastodon/live'])],
    ],
  ])
}

// Scores are a matter of systemd's release: each knows more settings to count.
it.skipIf(systemdVersion !== 252)('tells the exposure that systemd measures', () => {
  for (const { level, kind } of cases)
    expect({ level, kind, score: exposureOf(service(level, kind)) }).toEqual({
      level,
      kind,
      score: exposure[level][kind],
    })
})

it.each(cases)('recognises $level in the text of $kind', ({ level, kind }) => {
  expect(levelOf(service(level, kind))).toBe(level)
})

it('lets the container level need no namespace', () => {
  const keys = sandbox('container', 'sidekiq', ['/srv']).map(([key]) => key)
  expect(keys.filter((key) => /^(Private|Protect|Proc|ReadWrite)/.test(key))).toEqual([])
})

it('keeps a missing upload folder from keeping the service down', () => {
  expect(sandbox('stock', 'web', ['/live', '/srv/up loads', '/up']).at(-1)).toEqual([
    'ReadWritePaths',
    '/live "-/srv/up loads" -/up',
  ])
})

it('marks a file as ours, and sees when it was edited', () => {
  const text = service('stock', 'web')
  expect([isOurs(text), isEdited(text)]).toEqual([true, false])
  expect([isOurs(`${text}#\n`), isEdited(`${text}#\n`)]).toEqual([true, true])
  expect([isOurs('[Unit]\n'), isEdited('[Unit]\n')]).toEqual([false, false])
})
