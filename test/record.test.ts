import { expect, test } from 'vitest'
import { practiceHost } from '../src/host/practice.js'
import { noteBeginning, unfinished, unnamed } from '../src/record.js'

const nothing = { files: {}, links: {}, active: [], roles: {} }
const note = '/var/lib/mastodon-tune/under-way.json'
const stat = (started: number) => `1 (node) S ${'0 '.repeat(18)}${started} 0 0`

test('a run is under way while its process lives, and cut off when the process id belongs to another', async () => {
  const host = practiceHost()
  await host.write('/proc/1/stat', stat(100), 0o444)
  await noteBeginning(host, { from: nothing, to: nothing, actions: [] }, unnamed, 1)
  expect(await unfinished(host)).toMatchObject({ alive: true, pid: 1 })
  await host.write('/proc/1/stat', stat(200), 0o444)
  expect(await unfinished(host)).toMatchObject({ alive: false })
})

test.each(['', '{', '{}', 'null', '[]'])('a damaged note %j is named with what to do', async (text) => {
  const host = practiceHost()
  await host.write(note, text, 0o600)
  await expect(unfinished(host)).rejects.toThrow(`${note} is damaged`)
})

test('a note of a version to come is not called damaged', async () => {
  const host = practiceHost()
  await host.write(note, '{"version":2}', 0o600)
  await expect(unfinished(host)).rejects.toThrow(`${note} was written by a newer mastodon-tune`)
})
