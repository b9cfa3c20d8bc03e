import { beforeAll, expect, it } from 'vitest'
import { asItRuns } from '../../src/advice/running.js'
import { evenSize } from '../../src/answers/sizes.js'
import { gatherFacts } from '../../src/facts/gather.js'
import type { Facts } from '../../src/known/facts.js'
import { edit } from '../../src/options/settings.js'
import { planJson, propose, proposeState } from '../../src/proposal.js'
import { changesOf } from '../../src/questions/changes.js'
import { answersFrom, presentOf, runningAnswers } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import { groupLoad } from '../../src/status/groups.js'
import { desired } from '../../src/units/desired.js'
import { aServer } from '../support/a-server.js'
import { answersFor } from '../support/answers-for.js'
import { articleHost } from '../support/article-host.js'

let facts: Facts
beforeAll(async () => {
  facts = (await gatherFacts(await articleHost(), { evidence: true })).facts
})

function resized(queues: Readonly<Record<string, string>>) {
  const runs = runningAnswers(facts, recommend(facts))
  if (runs === undefined) throw new Error('the article’s layout is one that answers can say')
  return edit(facts, runs, { queues }, (name) => name)
}

it('says of a re-tune that it evens out the sizes of another queue', () => {
  expect(changesOf(presentOf(facts), resized({ pull: '20' }))).toEqual([
    'push: 40 + 10 threads -> 2 processes of 25 threads',
    'pull: 15 -> 20 threads',
    // Nobody takes jobs of fasp in the article's layout.
    expect.stringMatching(/^fasp: nobody -> /),
  ])
})

it('gives a queue no more connections by that than it had', () => {
  expect(resized({ pull: '20' }).groups['push']).toEqual({ threads: 25, processes: 2 })
  expect([[40, 10], [40, 15], [5, 6, 6], [25], [1, 1], []].map(evenSize)).toEqual([
    { threads: 25, processes: 2 },
    { threads: 27, processes: 2 },
    { threads: 5, processes: 3 },
    { threads: 25, processes: 1 },
    { threads: 1, processes: 2 },
    null,
  ])
})

it('shows both sizes beside the proposal, and takes them for what the answers say', () => {
  expect(groupLoad(facts, 'per-queue', 'push')?.served).toBe('1 × 10 + 1 × 40')
  expect(asItRuns(facts, answersFrom(facts, recommend(facts)).answers)?.groups['push']).toEqual({
    threads: 25,
    processes: 2,
  })
})

it('says so of going back, too, and keeps the mix out of the plan as JSON', () => {
  const answers = resized({ push: '1x40' })
  const back = proposeState({ ...facts, state: propose(facts, answers).plan.to }, facts.state)
  expect(changesOf(answers, back.answers)).toContain('push: 1 process of 40 threads -> 40 + 10 threads')
  expect(planJson(back).answers).not.toHaveProperty('mixed')
})

it('sees a second size of a template of ours that an admin started by hand', () => {
  const ours = desired(aServer(), answersFor('per-queue', {}, { push: { threads: 40, processes: 2 } }))
  const to10 = (text: string) => text.replace('02-push@40', '02-push@10')
  const links = Object.fromEntries(Object.entries(ours.links).map(([path, target]) => [to10(path), target]))
  const roles = {
    ...ours.roles,
    'mastodon-sidekiq-02-push@10.service': {
      ...ours.roles['mastodon-sidekiq-02-push@40.service']!,
      threads: 10,
    },
  }
  const mixed = aServer({ state: { ...ours, links, active: ours.active.map(to10), roles } })
  const { answers } = answersFrom(mixed, answersFor('one'))
  expect(answers.groups['push']).toEqual({ threads: 25, processes: 2 })
  expect(changesOf(presentOf(mixed), answers)).toEqual(['push: 40 + 10 threads -> 2 processes of 25 threads'])
})
