import { expect, test } from 'vitest'
import { applyCommand } from '../src/commands/apply.js'
import { planCommand } from '../src/commands/plan.js'
import { revertCommand } from '../src/commands/revert.js'
import { assertMayOpen } from '../src/commands/run/may-open.js'
import { undoCommand } from '../src/commands/undo.js'
import { type PracticeHost, type PracticeOptions, practiceHost } from '../src/practice/host.js'
import { history } from '../src/record/history.js'
import { contextOf } from './support/command-context.js'
import { snapshotOf } from './support/snapshot.js'

const units = '/etc/systemd/system'
const web = `${units}/mastodon-web.service`
const queuesFile = '/home/mastodon/live/config/sidekiq.yml'
const roomy = { maxConnections: 300, memory: 64 * 1024 ** 3 }

async function applied(host: PracticeHost, ...queue: readonly string[]): Promise<void> {
  expect(await applyCommand(contextOf(host, { layout: 'per-queue', queue }))).toBe(0)
}

/** A server of ours with push=25, and one that went on to push=40. */
async function resized(options: PracticeOptions = {}) {
  const host = practiceHost({ ...roomy, ...options })
  const stock = snapshotOf(host)
  await applied(host, 'push=25')
  const first = snapshotOf(host)
  await applied(host, 'push=40')
  return { host, stock, first, second: snapshotOf(host) }
}

const undo = async (host: PracticeHost, options: Parameters<typeof contextOf>[1] = {}) => {
  const context = contextOf(host, options)
  const status = await undoCommand(context).catch((error: Error) => error.message)
  return { status, said: context.said.join('\n'), data: context.data.join('\n') }
}

test('apply, apply, undo, undo leads two back, and there is no third', async () => {
  const { host, stock, first } = await resized()
  const back = {
    said: expect.stringContaining('push: 25 -> 40 threads'),
    data: expect.stringContaining('is back as before #2.'),
  }
  expect(await undo(host)).toMatchObject({ status: 0, ...back })
  expect(snapshotOf(host)).toEqual(first)
  expect(await undo(host)).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(stock)
  expect(await undo(host)).toMatchObject({ status: expect.stringContaining('nothing left to undo') })
  expect(snapshotOf(host)).toEqual(stock)
})

test('undo --to goes back before a run, and a wrong number is one sentence', async () => {
  const { host, stock } = await resized()
  for (const to of ['0', '3', 'x', '', '1.0', '-1', '0x1']) {
    expect(await undo(host, { to })).toMatchObject({
      status: expect.stringMatching(/^undo --to .*: there is no such run.* 2 and 1/),
    })
  }
  expect(await undo(host, { to: '1' })).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(stock)
})

test('the history holds who, when and what, readable by root alone', async () => {
  const { host } = await resized()
  const entries = await history(host)
  expect(entries.map(({ number, who, changes }) => ({ number, who, changes }))).toEqual([
    { number: 1, who: 'root', changes: expect.any(Array) },
    { number: 2, who: 'root', changes: ['push: 25 -> 40 threads'] },
  ])
  expect(entries[1]?.at).toBeGreaterThan(1_767_225_600)
  expect((await host.stat('/var/lib/mastodon-tune/history/000002.json')).mode).toBe(0o600)
  await undo(host)
  const text = await undo(host, { list: true })
  expect(text.data).toMatch(
    /^#3 .*undo .*back to before #2\n#2 .*taken back +push: 25 -> 40 threads\n#1 .*applied/,
  )
  const json = JSON.parse((await undo(host, { list: true, json: true })).data) as readonly {
    number: number
    undoable: boolean
  }[]
  expect(json.map(({ number, undoable }) => [number, undoable])).toEqual([
    [1, true],
    [2, false],
    [3, false],
  ])
})

test('a damaged history file is told, and what came before it is undone only where that is asked for', async () => {
  const { host, stock, second } = await resized()
  const entry = '/var/lib/mastodon-tune/history/000002.json'
  const text = await host.read(entry)
  for (const bad of [
    '',
    'null',
    '{}',
    '[]',
    text.slice(0, 200),
    text.replace('"links"', '"lnks"'),
    text.replace('"undoes":[]', '"undoes":1'),
    text.replace(`"${web}"`, '"/etc/cron.d/mastodon-web.service"'),
    text.replace(`"${web}"`, `"${units}/ssh.service"`),
    text.replace(`"${web}"`, `"${units}/x/../mastodon-web.service"`),
    text.replace(
      `"${units}/mastodon.target.wants/mastodon-web.service"`,
      `"${units}/../mastodon.target.wants/mastodon-web.service"`,
    ),
    text.replace('"active":["', '"active":["ssh.service","'),
    text.replace('"roles":{"', '"roles":{"-H root@example.org":{"kind":"web","claims":[]},"'),
  ]) {
    expect(bad).not.toBe(text)
    await host.write(entry, bad, 0o600)
    const { status, said } = await undo(host, { list: true })
    expect({ bad: bad.slice(0, 40), status, said }).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^\S+000002.json is damaged, so that run can't be undone\.$/),
    })
  }
  expect(await undo(host)).toMatchObject({
    status: `undo: ${entry} is damaged, so nobody can tell what run #2 changed, and #1 came before it. Instead, \`undo --to 1\` goes back to before both.`,
  })
  expect(snapshotOf(host)).toEqual(second)
  // What the damaged run started came since, as far as anybody can tell.
  const push = 'mastodon-sidekiq-01-push@40.service'
  expect(await undo(host, { to: '1' })).toMatchObject({
    status: 1,
    said: expect.stringContaining(`${push} was started or enabled since. `),
  })
  expect(snapshotOf(host)).toEqual(second)
  expect(await undo(host, { to: '1', force: true })).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(stock)
})

const all = (threads: number) => `mastodon-sidekiq-01-all@${threads}.service`
const running = (host: PracticeHost) =>
  [...host.systemd.running.keys()].filter((unit) => unit.includes('-all@'))
const enabled = (host: PracticeHost) =>
  [...host.files.nodes.keys()].flatMap((path) => /\.target\.wants\/(.*-all@.*)$/.exec(path)?.[1] ?? [])

/** A server of ours whose only Sidekiq process went from one size to the next. */
async function sized(...sizes: readonly number[]): Promise<PracticeHost> {
  const host = practiceHost(roomy)
  for (const size of sizes)
    expect(await applyCommand(contextOf(host, { layout: 'one', queue: [`all=${size}`] }))).toBe(0)
  return host
}

test.each([
  ['is damaged', (text: string) => text.slice(0, 300)],
  ['was written by a newer mastodon-tune', (text: string) => text.replace('"version":1', '"version":2')],
])('a newest run that %s: its process never runs beside the one that comes back', async (why, harm) => {
  const host = await sized(25, 10, 30)
  const entry = '/var/lib/mastodon-tune/history/000003.json'
  await host.write(entry, harm(await host.read(entry)), 0o600)
  expect(await undo(host)).toMatchObject({
    status: expect.stringContaining(`${entry} ${why}, so nobody can tell what run #3 changed`),
  })
  expect(running(host)).toEqual([all(30)])
  expect(await undo(host, { to: '2' })).toMatchObject({
    status: 1,
    said: expect.stringContaining(`${all(30)} was started or enabled since`),
  })
  expect(await undo(host, { force: true })).toMatchObject({
    status: 0,
    said: expect.stringContaining(`warning: ${all(30)} was`),
  })
  expect([running(host), enabled(host)]).toEqual([[all(25)], [all(25)]])
})

test('a size that an admin chose by hand since is shown, and replaced only with --force', async () => {
  const host = await sized(25, 11)
  for (const [verb, size] of [
    ['disable', 11],
    ['stop', 11],
    ['enable', 12],
    ['start', 12],
  ] as const) {
    await host.run(['systemctl', verb, all(size)])
  }
  expect(await undo(host)).toMatchObject({
    status: 1,
    said: expect.stringContaining(
      `${all(12)} was started or enabled since. Look with \`undo\`, then add --force to replace.`,
    ),
  })
  expect(running(host)).toEqual([all(12)])
  expect(await undo(host, { force: true })).toMatchObject({ status: 0 })
  expect([running(host), enabled(host)]).toEqual([[all(25)], [all(25)]])
})

test('a size of a queue that came since makes room, too, although two of it could run', async () => {
  const { host, first } = await resized()
  const push = (threads: number) => `mastodon-sidekiq-01-push@${threads}.service`
  for (const argv of [
    ['disable', push(40)],
    ['stop', push(40)],
    ['enable', push(60)],
    ['start', push(60)],
  ]) {
    await host.run(['systemctl', ...argv])
  }
  expect(await undo(host)).toMatchObject({
    status: 1,
    said: expect.stringContaining(`${push(60)} was started or enabled since`),
  })
  expect(await undo(host, { force: true })).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(first)
})

test("an admin's own unit on the scheduler goes where the one before comes back", async () => {
  const host = await sized(25, 11)
  const mine = 'mastodon-mine.service'
  await host.write(
    `${units}/${mine}`,
    (await host.read(web)).replace('puma -C config/puma.rb', 'sidekiq -c 3 -q scheduler'),
    0o644,
  )
  for (const argv of [['daemon-reload'], ['disable', all(11)], ['stop', all(11)], ['start', mine]])
    await host.run(['systemctl', ...argv])
  expect(await undo(host)).toMatchObject({
    status: 1,
    said: expect.stringContaining(`${mine} was started or enabled since`),
  })
  expect(await undo(host, { force: true })).toMatchObject({ status: 0 })
  expect([...host.systemd.running.keys()]).toEqual(expect.not.arrayContaining([mine]))
  expect(running(host)).toEqual([all(25)])
})

test('a run that waits to be confirmed, and whose record is damaged, is not called put back', async () => {
  const host = practiceHost(roomy)
  expect(await applyCommand(contextOf(host, { layout: 'one' }))).toBe(0)
  await host.write(
    `${units}/mastodon-tune-revert.timer`,
    `[Unit]\nX-Run=1\nX-Until=${host.date() + 600}\n`,
    0o644,
  )
  const after = snapshotOf(host)
  const entry = '/var/lib/mastodon-tune/history/000001.json'
  await host.write(entry, '{', 0o600)
  await expect(revertCommand(contextOf(host, { number: '1', force: true }))).rejects.toThrow(
    `${entry} is damaged, so run #1 can't be put back by what it says.`,
  )
  expect(snapshotOf(host)).toEqual(after)
  await expect(applyCommand(contextOf(host, { web: '2x4' }))).rejects.toThrow('Run #1 waits to be confirmed')
})

test('a file that was edited since is shown, and replaced only with --force', async () => {
  const { host, stock } = await resized()
  await undo(host)
  await host.write(web, `${await host.read(web)}# mine\n`, 0o644)
  const edited = snapshotOf(host)
  const refused = await undo(host)
  expect(refused).toMatchObject({
    status: 1,
    said: expect.stringMatching(/mastodon-web\.service was changed by hand since.*--force/),
  })
  expect(snapshotOf(host)).toEqual(edited)
  expect(await undo(host, { force: true })).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(stock)
})

test('what an admin did elsewhere survives an undo', async () => {
  const { host, first } = await resized()
  const mine = `${units}/mastodon-extra.service`
  await host.write(web, `${await host.read(web)}# mine\n`, 0o644)
  await host.write(
    mine,
    (await host.read(web)).replace('puma -C config/puma.rb', 'sidekiq -c 3 -q pull'),
    0o644,
  )
  await host.run(['systemctl', 'daemon-reload'])
  await host.run(['systemctl', 'enable', 'mastodon-extra.service'])
  await host.run(['systemctl', 'start', 'mastodon-extra.service'])
  const kept = { [web]: await host.read(web), [mine]: await host.read(mine) }
  expect(await undo(host)).toMatchObject({ status: 0 })
  const { files, running } = snapshotOf(host)
  expect({ [web]: await host.read(web), [mine]: await host.read(mine) }).toEqual(kept)
  expect(Object.keys(running).sort()).toEqual(
    [...Object.keys(first.running), 'mastodon-extra.service'].sort(),
  )
  expect(Object.keys(files)).toEqual(expect.arrayContaining(Object.keys(first.files)))
})

test.each<[string, (host: PracticeHost) => Promise<unknown>]>([
  ['a template deleted', (host) => host.remove(`${units}/mastodon-sidekiq-01-push@.service`)],
  [
    'a link deleted',
    (host) => host.remove(`${units}/mastodon.target.wants/mastodon-sidekiq-01-push@40.service`),
  ],
  [
    'its new process stopped',
    (host) => host.run(['systemctl', 'stop', 'mastodon-sidekiq-01-push@40.service']),
  ],
])('with %s, an undo still leads back', async (_, harm) => {
  const { host, first } = await resized()
  await harm(host)
  expect(await undo(host)).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(first)
})

test('with everything stopped, an undo still leads back', async () => {
  const { host, first } = await resized()
  await host.run(['systemctl', 'stop', 'mastodon.target'])
  expect(await undo(host)).toMatchObject({ status: 0 })
  expect(snapshotOf(host).files).toEqual(first.files)
  expect(Object.keys(snapshotOf(host).running).sort()).toEqual(Object.keys(first.running).sort())
})

test.each<[string, (host: PracticeHost) => Promise<unknown>]>([
  ['a unit file deleted', (host) => host.remove(web)],
  ['web failed', (host) => host.run(['systemctl', 'stop', 'mastodon-web.service'])],
])('with %s, the undo of the set-up leads back to the stock units', async (_, harm) => {
  const host = practiceHost(roomy)
  const stock = snapshotOf(host)
  await applied(host, 'push=25')
  await harm(host)
  expect(await undo(host)).toMatchObject({ status: 0 })
  expect(snapshotOf(host)).toEqual(stock)
})

test('a queue that Mastodon has now and that nobody served then is said', async () => {
  const { host } = await resized()
  const settings = '/home/mastodon/live/config/sidekiq.yml'
  await host.write(settings, `${await host.read(settings)}  - [brandnew]\n`, 0o644)
  const { status, said } = await undo(host)
  expect({ status, said }).toMatchObject({
    status: 0,
    said: expect.stringContaining('Mastodon has the queue brandnew now'),
  })
  // The stock unit serves whatever there is.
  expect((await undo(host)).said).not.toContain('brandnew')
})

test('a surge that has ended is not brought back', async () => {
  const host = practiceHost(roomy)
  await applied(host, 'push=5')
  const before = snapshotOf(host)
  expect(await applyCommand(contextOf(host, { sizes: ['push=3x5'], for: '1h' }))).toBe(0)
  for (const unit of [...host.systemd.running.keys()].filter((name) => /0[23]-push|surge/.test(name))) {
    await host.run(['systemctl', 'disable', unit])
    await host.run(['systemctl', 'stop', unit])
  }
  for (const path of [...host.files.nodes.keys()].filter(
    (each) => each.startsWith(units) && /surge/.test(each),
  ))
    await host.remove(path)
  await host.run(['systemctl', 'daemon-reload'])
  expect(await undo(host)).toMatchObject({ status: 0, said: expect.stringContaining('Takes back #2') })
  expect(snapshotOf(host)).toEqual(before)
  expect((await undo(host, { list: true })).data).toMatch(/#2 .*taken back/)
})

test('a note of a run under way that a newer version wrote is kept for that version', async () => {
  const host = practiceHost()
  const note = '/var/lib/mastodon-tune/under-way.json'
  await host.write(note, '{"version":2,"state":"in a way to come"}', 0o600)
  const newer = `${note} was written by a newer mastodon-tune, and tells of a run that was cut off. Use that version to put it back or to finish it.`
  await expect(undoCommand(contextOf(host, { force: true }))).rejects.toThrow(newer)
  await expect(applyCommand(contextOf(host))).rejects.toThrow(newer)
  expect(await host.read(note)).toContain('"version":2')
})

test('a damaged note of a run under way is one sentence for every command', async () => {
  const host = practiceHost()
  await host.write('/var/lib/mastodon-tune/under-way.json', '{"version":1,"from":{}}', 0o600)
  const damaged = /under-way\.json is damaged/
  await expect(undoCommand(contextOf(host))).rejects.toThrow(damaged)
  await expect(applyCommand(contextOf(host))).rejects.toThrow(damaged)
  await expect(assertMayOpen({ ...contextOf(host), ask: async () => true })).rejects.toThrow(damaged)
  const context = contextOf(host)
  expect(await planCommand(context)).toBe(2)
  expect(context.said.join()).toMatch(damaged)
})

test.each([
  [
    'config/sidekiq.yml is in the middle of a merge',
    async (host: PracticeHost) => host.write(queuesFile, '<<<<<<< HEAD\n:queues: [\n', 0o644),
  ],
  [
    'Mastodon is not where it was',
    async (host: PracticeHost) => host.remove('/home/mastodon/live/lib/mastodon/version.rb'),
  ],
])('undo leads back although %s, and says by what', async (_, breakIt) => {
  const { host, first, stock } = await resized()
  await breakIt(host)
  expect(await undo(host)).toMatchObject({
    status: 0,
    said: expect.stringContaining("warning: Mastodon can't be looked at ("),
  })
  expect(snapshotOf(host)).toEqual(first)
  expect(await undo(host)).toMatchObject({
    status: 0,
    data: expect.stringContaining('systemctl start mastodon-sidekiq.service'),
  })
  expect(snapshotOf(host)).toEqual(stock)
})
