import { describe, expect, it } from 'vitest'
import type { Answers } from '../../src/answers.js'
import { answersFrom } from '../../src/questions/read-back.js'
import type { State } from '../../src/state.js'
import { installLinks } from '../../src/systemd/install.js'
import { desired } from '../../src/units/desired.js'
import { aServer, emptyState, usualQueues } from '../support/a-server.js'
import { answersFor } from '../support/answers-for.js'

const etc = '/etc/systemd/system'
const stock: State = {
  files: {
    [`${etc}/mastodon-sidekiq.service`]: '[Service]\n',
    [`${etc}/mastodon-sidekiq-extra.service`]: '[Service]\n',
  },
  links: {
    [`${etc}/multi-user.target.wants/mastodon-sidekiq.service`]: `${etc}/mastodon-sidekiq.service`,
    [`${etc}/multi-user.target.wants/mastodon-sidekiq-extra.service`]: `${etc}/mastodon-sidekiq-extra.service`,
    [`${etc}/multi-user.target.wants/nginx.service`]: '/lib/systemd/system/nginx.service',
  },
  active: ['mastodon-sidekiq.service', 'mastodon-sidekiq-extra.service'],
  roles: { 'mastodon-sidekiq-extra.service': { kind: 'sidekiq', claims: [] } },
}

const many: readonly (readonly [string, Answers])[] = [
  ['per queue', answersFor('per-queue', {}, { push: { threads: 25, processes: 3 }, fasp: null })],
  [
    'split, container',
    answersFor('split', { sandbox: 'container', streaming: 3 }, { rest: { threads: 20, processes: 2 } }),
  ],
  ['one, off', answersFor('one', { sandbox: 'off', web: null, streaming: 0 })],
  ['no Sidekiq', answersFor('one', { web: { workers: 0, threads: 3 } }, { all: null })],
  ['nothing at all', answersFor('one', { web: null, streaming: 0 }, { all: null })],
]

describe.each(many)('%s', (_, answers) => {
  const state = desired(aServer({ state: stock }), answers)

  it('is there already once it is there', () => {
    expect(desired(aServer({ state }), answers)).toEqual(state)
  })

  it.each(['4.1.0', '4.6.0'])('is read back, Mastodon %s', (version) => {
    const facts = aServer({ version, queues: usualQueues, state: stock })
    const after = { ...facts, state: desired(facts, answers) }
    expect(answersFrom(after, answers)).toEqual({ answers, from: 'server' })
    const other = { ...answersFor('split', { layout: answers.layout, sandbox: answers.sandbox }) }
    expect(answersFrom(after, other).answers).toEqual(answers)
  })
})

it('takes the recommendation where no unit of ours is enabled, and sets up no web or streaming beside a Sidekiq alone', () => {
  const fallback = answersFor('split')
  expect(answersFrom(aServer({ state: stock }), fallback)).toEqual({
    answers: { ...fallback, web: null, streaming: 0 },
    from: 'recommendation',
  })
  const unlinked = { ...desired(aServer(), fallback), links: {}, active: [] }
  expect(answersFrom(aServer({ state: unlinked }), answersFor('one')).from).toBe('recommendation')
})

it("leaves others' files, ends others' Sidekiq, and keeps its role", () => {
  const state = desired(aServer({ state: stock }), answersFor('one'))
  expect(state.files[`${etc}/mastodon-sidekiq-extra.service`]).toBe('[Service]\n')
  expect(Object.keys(state.links).filter((link) => link.includes('extra'))).toEqual([])
  expect(state.links).toHaveProperty([`${etc}/multi-user.target.wants/nginx.service`])
  expect(state.active).not.toContain('mastodon-sidekiq-extra.service')
  expect(state.roles).toHaveProperty(['mastodon-sidekiq-extra.service'])
})

it('removes files and links of ours that another layout leaves behind, even where no role is known', () => {
  const before = { ...desired(aServer(), answersFor('per-queue')), roles: {} }
  const after = desired(aServer({ state: before }), answersFor('one'))
  expect(after).toEqual(desired(aServer(), answersFor('one')))
})

it('replaces an instance of another size', () => {
  const before = desired(aServer(), answersFor('one'))
  const after = desired(
    aServer({ state: { ...before, roles: {} } }),
    answersFor('one', {}, { all: { threads: 25, processes: 1 } }),
  )
  expect(Object.keys(after.links).filter((link) => link.includes('-all@'))).toEqual(
    ['mastodon.target', 'mastodon-sidekiq.service'].map(
      (by) => `${etc}/${by}.wants/mastodon-sidekiq-01-all@25.service`,
    ),
  )
})

it('names a queue with a hyphen explicitly, and refuses what must not be', () => {
  const facts = aServer({ queues: [...usualQueues, { name: 'my-own', weight: 3 }] })
  const answers = answersFor('per-queue', {}, { 'my-own': { threads: 4, processes: 1 } })
  const state = desired(facts, answers)
  expect(state.files[`${etc}/mastodon-sidekiq-01-my-own@.service`]).toContain('sidekiq -c %i -q my-own,3\n')
  expect(answersFrom({ ...facts, state }, answersFor('one')).answers).toEqual(answers)
  expect(() => desired(facts, answersFor('one', {}, { all: { threads: 5, processes: 2 } }))).toThrow(
    'Only one process',
  )
  expect(() => desired(aServer({ programs: { bundle: { unknown: 'No rbenv.' } } }), answers)).toThrow(
    'No rbenv.',
  )
})

it('finds the links of an [Install] section', () => {
  expect(
    installLinks(
      'a@1.service',
      '[Unit]\nAlias=no.service\n[Install]\nWantedBy=x.target y.service\nRequiredBy=z.target\nAlias=b.service\n',
    ),
  ).toEqual({
    [`${etc}/x.target.wants/a@1.service`]: `${etc}/a@.service`,
    [`${etc}/y.service.wants/a@1.service`]: `${etc}/a@.service`,
    [`${etc}/z.target.requires/a@1.service`]: `${etc}/a@.service`,
    [`${etc}/b.service`]: `${etc}/a@.service`,
  })
  expect(emptyState.links).toEqual({})
})
