import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTerminal } from '../../support/terminal.js'

const cli = join(import.meta.dirname, '../../../dist/cli.cjs')
const env = { LC_ALL: 'C.UTF-8', PATH: process.env.PATH }

/** A change on the practice server that is done and asks whether it is kept. */
async function asked() {
  const terminal = openTerminal(['node', cli, 'resize', 'all=20', '--practice', '--confirm', '120s'], {
    env,
    rows: 200,
  })
  await terminal.waitFor('Apply this')
  terminal.press('y\r')
  await terminal.waitFor('Keep this?')
  return terminal
}

// What the terminal has not shown yet when Ctrl-C comes, the kernel throws away (termios(3), NOFLSH): the status is what stays.
test.concurrent.each([
  ['Ctrl-C', ['\x03']],
  ['Ctrl-C twice at once', ['\x03\x03']],
  ['Ctrl-C twice, one after the other', ['\x03', '\x03']],
  ['Ctrl-C three times', ['\x03', '\x03', '\x03']],
])(
  '%s at the question whether a change is kept puts everything back, to its end: exit status 3',
  async (_, presses) => {
    const terminal = await asked()
    for (const keys of presses) terminal.press(keys)
    expect(await terminal.exited).toBe(3)
  },
)

test.concurrent('no does the same, and says so', async () => {
  const terminal = await asked()
  terminal.press('n\r')
  await terminal.waitFor('everything is as it was before it')
  expect(await terminal.exited).toBe(3)
})

test.concurrent.each(['SIGTERM', 'SIGINT'] as const)('%s at that question does the same', async (signal) => {
  const terminal = await asked()
  terminal.signal(signal)
  await terminal.waitFor('everything is as it was before it')
  expect(await terminal.exited).toBe(3)
})

test.concurrent('the end of the input there leaves the change to be confirmed, and says how: exit status 0', async () => {
  const terminal = await asked()
  terminal.press('\x04')
  await terminal.waitFor('Run `mastodon-tune confirm` to keep this')
  expect(await terminal.exited).toBe(0)
})
