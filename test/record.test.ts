import { expect, test } from 'vitest'
import { practiceHost } from '../src/practice/host.js'
import { noteBeginning, noteStep, unfinished, unnamed } from '../src/record.js'

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

/** A server on which a run was noted and then cut off, and the text of that note. */
async function cutOff() {
  const host = practiceHost()
  const web = {
    kind: 'web',
    claims: ['port 3000'],
    threads: 10,
    workers: 2,
    stopSeconds: Number.POSITIVE_INFINITY,
  } as const
  const from = { ...nothing, active: ['mastodon-web.service'], roles: { 'mastodon-web.service': web } }
  await noteBeginning(
    host,
    { from, to: nothing, actions: [{ do: 'stop', unit: 'mastodon-web.service' }] },
    unnamed,
    1,
  )
  return { host, from, text: await host.read(note) }
}

test('a run that was cut off is read as it was noted, with a process that may take any time to stop', async () => {
  const { host, from } = await cutOff()
  await noteStep(host, { do: 'stop', unit: 'mastodon-web.service' }, false, 'there')
  const read = await unfinished(host)
  expect(read).toMatchObject({ from, to: nothing, actions: 1, number: 1 })
  expect(read?.steps).toEqual([{ do: 'stop', unit: 'mastodon-web.service', done: false, way: 'there' }])
})

test('a note that says nothing of who and what is read all the same', async () => {
  const { host, text } = await cutOff()
  const { kind: _, who: __, at: ___, changes: ____, undoes: _____, ...old } = JSON.parse(text)
  await host.write(note, JSON.stringify(old), 0o600)
  expect(await unfinished(host)).toMatchObject({ ...unnamed, number: 1 })
})

test.each([
  ['"pid":1', '"pid":"1/../2"'],
  ['"pid":1', '"pid":-1'],
  ['"started":"', '"started":0,"was":"'],
  ['"actions":1', '"actions":"1"'],
  ['"number":1', '"number":1.5'],
  ['"kind":"web"', '"kind":"cron"'],
  ['"claims":["port 3000"]', '"claims":"port 3000"'],
  ['"threads":10', '"threads":"10"'],
])('a note with %s made %s is damaged', async (good, bad) => {
  const { host, text } = await cutOff()
  expect(text).toContain(good)
  await host.write(note, text.replace(good, bad), 0o600)
  await expect(unfinished(host)).rejects.toThrow(`${note} is damaged`)
})

test('a line of the steps that is half written or names no unit of Mastodon’s is none', async () => {
  const { host } = await cutOff()
  const stop = '{"do":"stop","unit":"mastodon-web.service","done":true,"way":"there"}'
  const half = '{"do":"stop","unit":"mast'
  const other = stop.replace('mastodon-web', 'ssh')
  await host.write('/var/lib/mastodon-tune/under-way.steps', ['', other, stop, half].join('\n'), 0o600)
  expect((await unfinished(host))?.steps).toEqual([JSON.parse(stop)])
})

test('a note of a version to come is not called damaged', async () => {
  const host = practiceHost()
  await host.write(note, '{"version":2}', 0o600)
  await expect(unfinished(host)).rejects.toThrow(`${note} was written by a newer mastodon-tune`)
})
