import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli } from '../support/program.js'
import { openTerminal } from '../support/terminal.js'

const wizard = ['node', cli, '--practice']
// CI must not keep the wizard from drawing: a terminal is a terminal.
const wide = { CI: 'true', LC_ALL: 'C.UTF-8', PATH: process.env.PATH }

test.concurrent.each([
  [80, 24],
  [40, 15],
])('in a terminal of %dx%d: from the first screen to done', async (cols, rows) => {
  const terminal = openTerminal(wizard, { cols, rows, env: wide })
  await terminal.waitFor(/found/i)
  terminal.press('\r')
  for (let step = 1; step <= 6; step++) {
    await terminal.waitFor(new RegExp(`${step}( of |/)6`))
    expect(terminal.screen().join('\n')).toContain('practice')
    terminal.press('\r')
  }
  await terminal.waitFor('Review')
  terminal.press('y')
  await terminal.waitFor('Done in')
  terminal.press('\r')
  expect(await terminal.exited).toBe(0)
  expect(terminal.screen().join('\n')).toContain('Done in')
})

test.concurrent('keys that arrive together choose what was drawn last, and nothing is skipped', async () => {
  const terminal = openTerminal(wizard, { env: wide })
  await terminal.waitFor(/found/i)
  terminal.press('\r\r\r\r')
  await terminal.waitFor('4 of 6')
  terminal.press('\x1b[B\r')
  await terminal.waitFor('5 of 6')
  // The highlight stood on "split"; one down is "one per queue", whose first group is the queue default.
  await terminal.waitFor('default')
  terminal.press('\x1b[A')
  terminal.kill()
})

test.concurrent('Ctrl-C before apply changes nothing and exits 130', async () => {
  const terminal = openTerminal(wizard, { env: wide })
  await terminal.waitFor(/found/i)
  terminal.press('\x03')
  expect(await terminal.exited).toBe(130)
})

test.concurrent('the wizard opens in a folder that is gone', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'mastodon-tune-gone-'))
  const terminal = openTerminal(['sh', '-c', `rmdir ${cwd} && exec ${wizard.join(' ')}`], { cwd, env: wide })
  await terminal.waitFor(/found/i)
  terminal.press('\x03')
  expect(await terminal.exited).toBe(130)
})

test.concurrent('in a plain ASCII locale nothing but ASCII is drawn', async () => {
  const terminal = openTerminal(wizard, { env: { LC_ALL: 'C', PATH: process.env.PATH } })
  await terminal.waitFor(/found/i)
  terminal.press('\r')
  await terminal.waitFor('1 of 6')
  expect(terminal.screen().join('')).toMatch(/^[\x20-\x7e]*$/)
  terminal.kill()
})

test.concurrent('the first screen shows the load and how it moves, and t leads to the threads', async () => {
  const terminal = openTerminal(wizard, { env: wide })
  await terminal.waitFor(/push .*12 \d{3}/)
  await terminal.waitFor('Oldest lately')
  terminal.press('t')
  await terminal.waitFor('5 of 6')
  // At the group whose queue is behind, sized and explained by its load.
  const before = terminal.screen().join('\n')
  terminal.press('\t\x1b[C')
  await terminal.waitFor(/\[3\]× 20/)
  expect(before).toMatch(/❯ rest +2 ×\[20\] .*of 25/)
  expect(before).toMatch(/Why: rest: push is \d+ s behind/)
  terminal.kill()
})
