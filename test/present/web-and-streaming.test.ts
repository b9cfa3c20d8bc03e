import { expect, it } from 'vitest'
import { gatherFacts } from '../../src/facts/gather.js'
import type { Facts } from '../../src/known/facts.js'
import { practiceHost } from '../../src/practice/host.js'
import { propose } from '../../src/proposal.js'
import { changesOf } from '../../src/questions/changes.js'
import { steps } from '../../src/questions/index.js'
import { answersFrom, presentOf } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import { desired } from '../../src/units/desired.js'
import { aServer } from '../support/a-server.js'
import { answersFor } from '../support/answers-for.js'

const etc = '/etc/systemd/system'

/** The practice server with its stock units, some of whose lines an admin has put others for. */
async function stockWith(
  edits: readonly (readonly [name: string, from: string, to: string])[],
  units: readonly string[] = [],
) {
  const host = practiceHost()
  for (const [name, from, to] of edits) {
    const text = await host.read(`${etc}/${name}`)
    expect(text).toContain(from)
    await host.write(`${etc}/${name}`, text.replaceAll(from, to), 0o644)
  }
  await host.run(['systemctl', 'daemon-reload'])
  for (const unit of units) await host.run(['systemctl', 'start', unit])
  return (await gatherFacts(host)).facts
}

const begins = (facts: Facts) => answersFrom(facts, recommend(facts)).answers
const changes = (facts: Facts) => changesOf(presentOf(facts), begins(facts))
const shown = (facts: Facts, id: string) => {
  const step = steps.find((each) => each.id === id)
  return step !== undefined && step.kind !== 'choice'
    ? step.fields(facts, begins(facts)).map(({ value, now, proposed }) => [value, now, proposed])
    : []
}

it('begins with the web that an admin sized on stock units, and shows it beside the proposal', async () => {
  const facts = await stockWith([
    [
      'mastodon-web.service',
      '"PORT=3000"',
      '"PORT=3000"\nEnvironment=WEB_CONCURRENCY=8\nEnvironment=MAX_THREADS=3',
    ],
  ])
  expect(begins(facts).web).toEqual({ workers: 8, threads: 3 })
  expect(changes(facts).filter((line) => line.startsWith('web'))).toEqual([])
  expect(shown(facts, 'web')).toEqual([
    ['8', '8', '4'],
    ['3', '3', '5'],
  ])
})

it('begins with the recommendation where nobody sized web, and shows what runs', async () => {
  const facts = await stockWith([])
  expect(begins(facts)).toEqual(recommend(facts))
  expect(changes(facts)).toContain('web: 2 workers of 5 threads -> 4 workers of 5 threads')
  expect(shown(facts, 'web')[0]).toEqual(['4', '2', '4'])
  expect(shown(facts, 'streaming')).toEqual([['1', '1', '1']])
})

it('keeps a size that is named, though it is the one that comes without', async () => {
  const facts = await stockWith([
    ['mastodon-web.service', '"PORT=3000"', '"PORT=3000"\nEnvironment=WEB_CONCURRENCY=2'],
  ])
  expect(begins(facts).web).toEqual({ workers: 2, threads: 5 })
})

it('keeps streaming processes that an admin added, and what is proposed beside them fits', async () => {
  const facts = await stockWith([], ['mastodon-streaming@4001.service', 'mastodon-streaming@4002.service'])
  expect(begins(facts).streaming).toBe(3)
  expect(changes(facts).filter((line) => line.startsWith('streaming'))).toEqual([])
  expect(shown(facts, 'streaming')).toEqual([['3', '3', '1']])
})

it('leaves web and streaming out where they are nowhere to be seen, and says nothing of now on an empty server', async () => {
  const none = await gatherFacts(practiceHost({ layout: 'nothing' }))
  expect(begins(none.facts)).toEqual(recommend(none.facts))
  expect(shown(none.facts, 'web')[0]).toEqual(['4', undefined, '4'])
})

it.each([
  ['off', 'PrivateDevices=no'],
  ['container', 'NoNewPrivileges=true'],
  ['stock', 'PrivateMounts=true'],
])('begins with the sandbox %s where that is how an admin confined the units', async (level, line) => {
  const facts = await stockWith(
    ['mastodon-web.service', 'mastodon-sidekiq.service'].map((name) => [name, 'ProtectSystem=strict', line]),
  )
  expect(begins(facts).sandbox).toBe(level)
  expect(changes(facts).filter((change) => change.startsWith('sandbox'))).toEqual([])
})

it("counts the workers of streaming before Mastodon 4.2 by the unit's variable", async () => {
  const host = practiceHost({ version: [4, 1, 0] })
  const file = `${etc}/mastodon-streaming.service`
  await host.write(file, (await host.read(file)).replace('CLUSTER_NUM=1', 'CLUSTER_NUM=4'), 0o644)
  await host.run(['systemctl', 'daemon-reload'])
  expect(begins((await gatherFacts(host)).facts).streaming).toBe(4)
})

it('goes by what runs and not by our file where a drop-in gives web another size', () => {
  const answers = answersFor('one')
  const state = desired(aServer(), answers)
  const roles = {
    ...state.roles,
    'mastodon-web.service': { ...state.roles['mastodon-web.service']!, workers: 8, threads: 24 },
  }
  expect(begins(aServer({ state: { ...state, roles } })).web).toEqual({ workers: 8, threads: 3 })
})

it("keeps web where Mastodon's own unit has taken the place of ours", () => {
  const facts = aServer()
  const state = desired(facts, answersFor('one'))
  const copied = {
    ...facts,
    state: { ...state, files: { ...state.files, [`${etc}/mastodon-web.service`]: '[Service]\n' } },
  }
  const { plan } = propose(copied, begins(copied))
  expect(begins(copied).web).toEqual({ workers: 2, threads: 5 })
  expect(plan.to.active).toContain('mastodon-web.service')
})
