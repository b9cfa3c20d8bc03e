import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { cli, program } from '../support/program.js'
import { serverFolder } from '../support/server-folder.js'
import { openTerminal, type TestTerminal } from '../support/terminal.js'

const env = { LC_ALL: 'C.UTF-8', PATH: process.env.PATH }

const applied = (root: string) => [cli, 'apply', '--root', root, '--user', 'mastodon', '--yes', '--json']
const history = (root: string) => join(root, 'var/lib/mastodon-tune/history')
const hasEnded = (root: string) =>
  existsSync(history(root)) && readdirSync(history(root)).includes('000001.json')
const untold = (root: string) => JSON.parse(readFileSync(join(history(root), '000001.json'), 'utf8')).untold
const plan = (root: string) => program()('plan', '--root', root, '--user', 'mastodon')
const went =
  /^The last run \(#1, by \w+, [-\d: ]+\) went on without its terminal and ended well: all: nobody -> 1 process of 25 threads,/

test('a terminal that nobody reads holds nothing up: the run ends, and tells when somebody reads again', async () => {
  const root = serverFolder('nothing')
  // Somebody else's output keeps the terminal full; nothing of ours fits in.
  const flood = 'head -c 300000 /dev/zero | tr "\\0" x >/dev/tty &'
  const terminal = openTerminal(['sh', '-c', `${flood} exec node ${applied(root).join(' ')}`], { env })
  terminal.stopReading()
  await eventually(() => hasEnded(root), { what: 'the end of the run' })
  expect(untold(root)).toEqual({ pid: expect.any(Number), started: expect.stringMatching(/^\d+$/) })
  terminal.readAgain()
  expect(await terminal.exited).toBe(0)
  expect(untold(root)).toBeUndefined()
})

test('a terminal that is closed: the run ends, and the next command tells so, once', async () => {
  const root = serverFolder('nothing')
  const terminal = openTerminal(['node', ...applied(root)], { env })
  terminal.stopReading()
  await eventually(() => existsSync(join(root, 'var/lib/mastodon-tune')), { what: 'the beginning', every: 5 })
  terminal.close()
  await eventually(() => hasEnded(root), { what: 'the end of the run' })
  await eventually(() => went.test(plan(root).stderr), { what: 'the end of its process' })
  expect(untold(root)).toBeUndefined()
  expect(plan(root).stderr).toBe('')
})

test('a full pipe that nobody reads and that is closed then: the same', async () => {
  const root = serverFolder('nothing')
  const full = 'head -c 65000 /dev/zero'
  const reader = `while [ ! -e ${root}/go ]; do sleep 0.05; done`
  const run = spawn(
    'sh',
    ['-c', `(${full}; node ${applied(root).join(' ')}; echo $? >${root}/status) | (${reader})`],
    { stdio: 'ignore' },
  )
  await eventually(() => hasEnded(root), { what: 'the end of the run' })
  expect(untold(root)).toEqual({ pid: expect.any(Number), started: expect.stringMatching(/^\d+$/) })
  expect(existsSync(join(root, 'status'))).toBe(false)
  const exited = once(run, 'exit')
  writeFileSync(join(root, 'go'), '')
  await exited
  expect(readFileSync(join(root, 'status'), 'utf8')).toBe('0\n')
  expect(plan(root).stderr).toMatch(went)
  expect(plan(root).stderr).toBe('')
})

test('a run that was seen is not told again', () => {
  const root = serverFolder('nothing')
  expect(spawnSync('node', applied(root)).status).toBe(0)
  expect(untold(root)).toBeUndefined()
  expect(plan(root).stderr).toBe('')
})

// From here on terminals wait side by side; the runs above are watched closely and have the machine to themselves.
const modes = (text: string) => text.replace(/\s+/g, ' ')

test.concurrent.each([
  ['the question of apply', ['apply', '--practice'], 'Apply this', '\x03', 130],
  ['the question of apply, by the end of input', ['apply', '--practice'], 'Apply this', '\x04', 130],
  ['a look of the wizard', ['--practice'], 'found', '\x03', 130],
  ['a step of the wizard', ['--practice'], 'found', '\r\x03', 130],
])('%s: Ctrl-C leaves with the terminal as it was', async (_, args, seen, keys, status) => {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-stty-'))
  const script = `stty -a >${folder}/before; node ${cli} ${args.join(' ')}; status=$?; stty -a >${folder}/after; exit $status`
  const terminal = openTerminal(['sh', '-c', script], { env })
  await terminal.waitFor(seen)
  terminal.press(keys)
  expect(await terminal.exited).toBe(status)
  expect(modes(readFileSync(join(folder, 'after'), 'utf8'))).toBe(
    modes(readFileSync(join(folder, 'before'), 'utf8')),
  )
})

test.concurrent.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 130],
] as const)('%s at the question of apply leaves with the terminal as it was', async (signal, status) => {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-stty-'))
  const kill =
    signal === 'SIGHUP'
      ? ''
      : `(while [ ! -e ${folder}/go ]; do sleep 0.05; done; kill -${signal.slice(3)} $(cat ${folder}/pid)) &`
  const script = `stty -a >${folder}/before; ${kill} sh -c 'echo $$ >${folder}/pid; exec node ${cli} apply --practice'; status=$?; stty -a >${folder}/after; exit $status`
  const terminal = openTerminal(['sh', '-c', script], { env })
  await terminal.waitFor('Apply this')
  if (signal === 'SIGHUP') return terminal.close()
  writeFileSync(join(folder, 'go'), '')
  expect(await terminal.exited).toBe(status)
  expect(modes(readFileSync(join(folder, 'after'), 'utf8'))).toBe(
    modes(readFileSync(join(folder, 'before'), 'utf8')),
  )
})

/** Leads the practice wizard to where it applies and waits for jobs. */
async function applying(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor(/found/i)
  terminal.press('\r')
  for (let step = 1; step <= 6; step++) {
    await terminal.waitFor(`${step} of 6`)
    terminal.press('\r')
  }
  await terminal.waitFor('Review')
  terminal.press('y')
  await terminal.waitFor(/jobs left|until its jobs/i)
}

test.concurrent('Ctrl-C while the wizard applies puts everything back, whatever is pressed then: exit status 3', async () => {
  const terminal = openTerminal(['node', cli, '--practice'], { env })
  await applying(terminal)
  for (const keys of ['\x03', '\x03', '\x03']) terminal.press(keys)
  await terminal.waitFor('everything is back', { within: 30_000 })
  terminal.press('\r')
  expect(await terminal.exited).toBe(3)
})

test.concurrent('the wizard goes on without a terminal to its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-gone-'))
  const script = `trap '' HUP; node ${cli} --practice; echo $? >${folder}/status`
  const terminal = openTerminal(['sh', '-c', script], { env })
  await applying(terminal)
  terminal.close()
  await eventually(() => existsSync(join(folder, 'status')), { what: 'the end', within: 30_000 })
  expect(readFileSync(join(folder, 'status'), 'utf8')).toBe('0\n')
})

test.concurrent('the wizard goes on in a terminal that nobody reads', async () => {
  const log = join(mkdtempSync(join(tmpdir(), 'mastodon-tune-stuck-')), 'log')
  const flood = `(while [ ! -e ${log} ]; do sleep 0.05; done; head -c 300000 /dev/zero | tr '\\0' x >/dev/tty) &`
  const terminal = openTerminal(['sh', '-c', `${flood} exec node ${cli} --practice --debug ${log}.debug`], {
    env,
  })
  await applying(terminal)
  terminal.stopReading()
  writeFileSync(log, '')
  await eventually(() => /outcome.*applied/.test(readFileSync(`${log}.debug`, 'utf8')), {
    what: 'the outcome',
    within: 30_000,
  })
  terminal.readAgain()
  terminal.press('\r')
  expect(await terminal.exited).toBe(0)
})
