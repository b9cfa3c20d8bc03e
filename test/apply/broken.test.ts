import { expect, test } from 'vitest'
import { applyCommand } from '../../src/commands/apply.js'
import type { Context } from '../../src/commands/context.js'
import { undoCommand } from '../../src/commands/undo.js'
import type { Options } from '../../src/options/options.js'
import { type PracticeHost, practiceHost } from '../../src/practice/host.js'
import { history } from '../../src/record/history.js'
import { unfinished } from '../../src/record.js'
import { contextOf } from '../support/command-context.js'
import { brokenHost } from '../support/faulty-host.js'
import { snapshotOf } from '../support/snapshot.js'

const web = 'mastodon-web.service'

/** A server of ours on which web serves, and something from outside keeps it from ever starting again. */
async function broken() {
  const real = practiceHost()
  expect(await applyCommand(contextOf(real, { layout: 'one', web: '2x5' }))).toBe(0)
  return { before: snapshotOf(real), ...brokenHost(real, web) }
}

test('web that comes up neither with the new text nor with the old one is told, and put back by the next run', async () => {
  const { before, host, mend } = await broken()
  const context = contextOf(host, { web: '2x4' })
  expect(await applyCommand(context)).toBe(4)
  const said = context.said.join('\n')
  expect(said).not.toContain('Everything is back')
  expect(said).toMatch(/Putting back stopped at: mastodon-web\.service does not stay up/)
  expect(said).toMatch(
    /Or by hand.*\n {2}systemctl start mastodon-web\.service\n {2}wait until mastodon-web\.service works/,
  )
  expect(await unfinished(host)).toMatchObject({ number: 2, alive: false })
  expect((await history(host)).map(({ number }) => number)).toEqual([1])

  // Still broken: it is told again.
  expect(await undoCommand(contextOf(host))).toBe(4)
  mend()
  expect(await undoCommand(contextOf(host))).toBe(0)
  expect(snapshotOf(host)).toEqual(before)
  expect(await unfinished(host)).toBeUndefined()
  expect((await history(host)).map(({ outcome }) => outcome)).toEqual(['applied', 'rolled-back'])
})

test('web that dies only on the way back is told, too', async () => {
  const real = practiceHost()
  expect(await applyCommand(contextOf(real, { layout: 'one', web: '2x5' }))).toBe(0)
  const { host } = brokenHost(real, web)
  const stop = new AbortController()
  const context = { ...contextOf(host, { web: '2x4' }), signal: stop.signal }
  // The new one is not even waited for.
  const run: typeof host.run = async (argv) => {
    if (argv.join(' ') === `systemctl restart ${web}`) stop.abort()
    return host.run(argv)
  }
  expect(await applyCommand({ ...context, host: { ...host, run } as typeof host })).toBe(4)
})

test('web that did not work before either is not waited for: everything is as it was', async () => {
  const { before, host } = await broken()
  await host.run(['systemctl', 'restart', web])
  const context = contextOf(host, { web: '2x4' })
  expect(await applyCommand(context)).toBe(3)
  expect(context.said.join('\n')).toContain('Everything is back as it was.')
  expect(snapshotOf(host)).toEqual(before)
  expect(await unfinished(host)).toBeUndefined()
})

/** Runs a command that is killed once web has been restarted, before anybody looks at it. */
async function cutAtRestart(
  host: PracticeHost,
  command: (context: Context) => Promise<number>,
  options: Options,
): Promise<void> {
  let die = (): void => undefined
  const died = new Promise((resolve) => {
    die = () => resolve('killed')
  })
  const append: PracticeHost['append'] = async (path, line) => {
    await host.append(path, line)
    if (!line.includes(`{"do":"restart","unit":"${web}","done":true`)) return
    die()
    await new Promise(() => undefined)
  }
  const lock: PracticeHost['lock'] = async () => ({ release: async () => undefined })
  expect(await Promise.race([command(contextOf({ ...host, append, lock }, options)), died])).toBe('killed')
}

test('undo --finish of a run that was cut off before anybody looked at web looks at it', async () => {
  const { before, host, mend } = await broken()
  await cutAtRestart(host, applyCommand, { web: '2x4' })
  expect(await undoCommand(contextOf(host, { finish: true }))).toBe(4)
  mend()
  expect(await undoCommand(contextOf(host))).toBe(0)
  expect(snapshotOf(host)).toEqual(before)
})

test('an undo after one that was cut off before anybody looked at web looks at it', async () => {
  const { before, host, mend } = await broken()
  await cutAtRestart(host, applyCommand, { web: '2x4' })
  await cutAtRestart(host, undoCommand, {})
  expect(await undoCommand(contextOf(host))).toBe(4)
  mend()
  expect(await undoCommand(contextOf(host))).toBe(0)
  expect(snapshotOf(host)).toEqual(before)
})
