import { expect, test } from 'vitest'
import { applyCommand } from '../../../src/commands/apply.js'
import { confirmCommand } from '../../../src/commands/confirm.js'
import { planCommand } from '../../../src/commands/plan.js'
import { assertMayOpen } from '../../../src/commands/run/may-open.js'
import { statusCommand } from '../../../src/commands/status.js'
import { undoCommand } from '../../../src/commands/undo.js'
import { HostError } from '../../../src/host/host.js'
import { type PracticeHost, practiceHost } from '../../../src/practice/host.js'
import { contextOf } from '../../support/command-context.js'
import { killedHost } from '../../support/killed-host.js'

const timer = 'mastodon-tune-revert.timer'
const screen = {
  columns: () => 80,
  show: (line: string) => line,
  live: undefined,
  gone: new AbortController().signal,
}

/** A server on which `resize rest=2x20 --confirm 10m` was killed in its middle. */
async function cutOff(): Promise<PracticeHost> {
  const host = practiceHost()
  expect(await applyCommand(contextOf(host))).toBe(0)
  const { host: killed, died } = killedHost(host, { at: 12, when: 'after' })
  void applyCommand({
    ...contextOf(killed, { sizes: ['rest=2x20'], confirm: '10m' }),
    program: ['/usr/bin/mastodon-tune'],
  })
  await died
  return host
}

const said = async (
  work: (context: ReturnType<typeof contextOf>) => Promise<unknown>,
  host: PracticeHost,
  options = {},
) => {
  const context = contextOf(host, options)
  const end = await work(context).catch((error: Error) => error.message)
  return [...context.said, String(end)].join('\n')
}
const waits = (host: PracticeHost) => host.systemd.running.has(timer)

test('every command tells first of a run that was cut off', async () => {
  const host = await cutOff()
  for (const work of [
    planCommand,
    confirmCommand,
    (context: Parameters<typeof planCommand>[0]) => statusCommand(context, screen),
  ]) {
    expect(await said(work, host)).toMatch(
      /^A run of mastodon-tune \(by root at .*\) was cut off on this server: rest: .+/,
    )
  }
  expect(await said(undoCommand, host, { list: true })).toContain('was cut off on this server')
  await expect(assertMayOpen({ ...contextOf(host), ask: async () => true })).rejects.toThrow(
    'was cut off on this server',
  )
})

test('the timer that puts it back stays, whatever is asked and answered meanwhile', async () => {
  const host = await cutOff()
  expect(waits(host)).toBe(true)
  expect(await said(confirmCommand, host)).toContain(
    'confirm: only what was done to its end can be kept. `mastodon-tune undo` puts',
  )
  const no = (context: ReturnType<typeof contextOf>) =>
    undoCommand({ ...context, options: {}, ask: async () => false })
  expect(await said(no, host)).toContain('Nothing was changed.')
  expect(waits(host)).toBe(true)
  expect(await said(undoCommand, host)).toContain('Everything is back as it was')
  expect(waits(host)).toBe(false)
})

test('who may not read the record may look at the server all the same', async () => {
  const host = await cutOff()
  const mine: PracticeHost = {
    ...host,
    machine: async () => ({ ...(await host.machine()), uid: 1000 }),
    read: async (path) => {
      if (path.startsWith('/var/lib/mastodon-tune/'))
        throw new HostError(`no permission to read ${path}`, 'EACCES')
      return host.read(path)
    },
  }
  await assertMayOpen({ ...contextOf(mine), ask: async () => true })
  expect(await said(planCommand, mine)).not.toContain('no permission')
})
