import { expect, test } from 'vitest'
import { apply } from '../../../src/apply.js'
import { applyCommand } from '../../../src/commands/apply.js'
import { revertCommand } from '../../../src/commands/revert.js'
import { undoCommand } from '../../../src/commands/undo.js'
import { observe } from '../../../src/facts/state.js'
import { plan } from '../../../src/plan.js'
import { type PracticeHost, practiceHost } from '../../../src/practice/host.js'
import { unfinished } from '../../../src/record.js'
import { contextOf } from '../../support/command-context.js'
import { killedHost } from '../../support/killed-host.js'
import { snapshotOf } from '../../support/snapshot.js'

const note = '/var/lib/mastodon-tune/under-way.json'
const stat = (pid: number, started: number) => `${pid} (node) S ${'0 '.repeat(18)}${started} 0 0`

/** A server on which process 77 is in the middle of an apply, and has lost its lock. */
async function underWay(): Promise<PracticeHost> {
  const host = practiceHost()
  const killed = killedHost(host, { at: 30, when: 'after' })
  await Promise.race([applyCommand(contextOf(killed.host, { layout: 'split' })), killed.died])
  await host.write(
    note,
    JSON.stringify({ ...JSON.parse(await host.read(note)), pid: 77, started: '4242' }),
    0o600,
  )
  await host.write('/proc/77/stat', stat(77, 4242), 0o444)
  return host
}

test.each([
  ['undo', undoCommand, {}],
  ['undo --finish', undoCommand, { finish: true }],
  ['undo --force', undoCommand, { force: true }],
  ['apply', applyCommand, { layout: 'one' }],
  ['undo --number 1', revertCommand, { number: '1', force: true }],
] as const)(
  '%s leaves a run alone that another process carries out, although nobody holds the lock',
  async (_, command, options) => {
    const host = await underWay()
    // What it is writing at this moment.
    await host.write('/etc/systemd/system/.mastodon-web.service.0123456789ab', '', 0o644)
    const before = snapshotOf(host)
    await expect(command(contextOf(host, options))).rejects.toThrow(
      'Another mastodon-tune (process 77) is changing this server now. Wait until it has ended.',
    )
    expect(snapshotOf(host)).toEqual(before)
    expect(await unfinished(host)).toMatchObject({ alive: true })
  },
)

test('once that process is gone, its run is put back', async () => {
  const host = await underWay()
  await host.write('/proc/77/stat', stat(77, 5000), 0o444)
  expect(await undoCommand(contextOf(host))).toBe(0)
  expect(snapshotOf(host)).toEqual(snapshotOf(practiceHost()))
})

test('who puts back a run that was cut off is noted, so that a third leaves it alone', async () => {
  const host = await underWay()
  await host.remove('/proc/77/stat')
  await host.write('/proc/1/stat', stat(1, 6000), 0o444)
  const killed = killedHost(host, { at: 6, when: 'after' })
  await Promise.race([undoCommand(contextOf(killed.host)), killed.died])
  const third = { ...host, machine: async () => ({ ...(await host.machine()), pid: 2 }) }
  await expect(undoCommand(contextOf(third))).rejects.toThrow('(process 1) is changing this server now')
})

test('an apply that was reviewed before another one began does not begin beside it', async () => {
  const host = await underWay()
  const from = await observe(host)
  const before = snapshotOf(host)
  const made = plan(from, { ...from, active: [] })
  expect(await apply(made, { host, tell: () => undefined })).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('process 77'),
  })
  expect(snapshotOf(host)).toEqual(before)
})
