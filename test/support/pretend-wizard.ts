import type { Answers } from '../../src/answers.js'
import type { Budget } from '../../src/budget.js'
import { recommend } from '../../src/questions/recommend.js'
import type { Field, Step } from '../../src/questions/types.js'
import type { Review } from '../../src/review.js'
import type { Plan, State } from '../../src/state.js'
import { GB } from '../../src/text/format.js'
import type { Key } from '../../src/wizard/key.js'
import type { Session } from '../../src/wizard/session.js'
import type { Planned, Rules } from '../../src/wizard/types.js'
import { aServer, emptyState } from './a-server.js'

export const facts = aServer({
  hostname: 'social.example',
  memoryFree: 3,
  queues: ['default'],
  redis: { unknown: 'it does not answer' },
})

export const answers: Answers = {
  ...recommend(facts),
  cores: 4,
  memory: 6 * GB,
  web: { workers: 2, threads: 5 },
  streaming: 1,
  layout: 'one',
  groups: {},
  sandbox: 'stock',
}

/** What the first look tells: a server that runs just this. */
export const session: Session = { facts, answers, present: answers }

const number =
  (key: 'cores' | 'streaming', label: string): ((answers: Answers) => Field) =>
  (now) => ({
    id: key,
    label,
    value: String(now[key]),
    proposed: '4',
    hint: 'A whole number from 1 to 64.',
    set: (to, text) =>
      /^[1-9]\d?$/.test(text) ? { ...to, [key]: Number(text) } : `“${text}” is not a number from 1 to 64.`,
    more: (to) => String(to[key] + 1),
    less: (to) => String(to[key] - 1),
  })

export const form: Step = {
  ...{
    id: 'machine',
    title: 'Machine',
    question: 'How much may Mastodon use?',
    why: () => 'This is what the machine has. '.repeat(8),
  },
  kind: 'form',
  fields: (_, now) => [number('cores', 'Cores')(now), number('streaming', 'Streaming processes')(now)],
}

export const choice: Step = {
  ...{
    id: 'layout',
    title: 'Sidekiq layout',
    question: 'How should the queues be spread over processes?',
    why: () => 'Each process takes memory. '.repeat(9),
  },
  kind: 'choice',
  choices: () => [
    { value: 'one', label: 'One process', detail: 'all 7 queues', proposed: false, score: 1.6 },
    {
      value: 'split',
      label: 'Split',
      detail: 'scheduler and mailers │ the rest',
      proposed: true,
      score: 9.2,
    },
    { value: 'per-queue', label: 'One per queue', detail: '7 processes, sized one by one', proposed: false },
  ],
  value: (now) => now.layout,
  set: (_, now, value) => ({ ...now, layout: value as Answers['layout'] }),
}

export const cost: Budget = {
  connections: { planned: 94, peak: 99, limit: 97 },
  memory: { planned: 5 * GB, peak: 5 * GB, limit: 8 * GB },
}

const after: State = {
  ...emptyState,
  active: [
    'mastodon-streaming@4000.service',
    'mastodon-streaming@4001.service',
    'mastodon-sidekiq-all@25.service',
  ],
  roles: {
    'mastodon-streaming@4000.service': { kind: 'streaming', claims: ['4000'] },
    'mastodon-streaming@4001.service': { kind: 'streaming', claims: ['4001'] },
    'mastodon-sidekiq-all@25.service': {
      kind: 'sidekiq',
      claims: ['scheduler'],
      queues: ['default', 'push'],
      threads: 25,
    },
  },
}

export const plan: Plan = {
  from: emptyState,
  to: after,
  actions: [{ do: 'reload' }, { do: 'start', unit: 'mastodon-sidekiq-all@25.service' }],
}
export const noPlan: Plan = { from: after, to: after, actions: [] }

export const review: Review = {
  files: ['web', 'sidekiq-01-ingress@', 'sidekiq-01-a-very-long-name-indeed@'].map((name, at) => ({
    path: `/etc/systemd/system/mastodon-${name}.service`,
    change: (['add', 'change', 'remove'] as const)[at] ?? 'add',
    before: null,
    after: 'x',
    diff: Array.from({ length: 40 }, (_, line) => ({
      mark: (['+', '-', ' '] as const)[line % 3] ?? ' ',
      text: `Environment="LINE_${line}=${'x'.repeat(90)}"\t\u001b[31m`,
    })),
  })),
  links: [
    {
      path: '/etc/systemd/system/multi-user.target.wants/mastodon-sidekiq-01-push@40.service',
      target: '/etc/systemd/system/mastodon-sidekiq-01-push@.service',
      change: 'add',
    },
  ],
  commands: Array.from({ length: 20 }, () => ({
    command: 'systemctl enable mastodon-sidekiq-01-push@40.service',
    why: 'at every boot',
  })),
  findings: [],
  pauses: [],
  breaks: { web: null, streaming: null },
  duration: { least: 30, most: 120 },
  budget: cost,
}

export const rules = (planned: Planned = { plan, review }): Rules => ({
  steps: [form, choice],
  planFor: () => planned,
  budget: () => cost,
})

/** Keys by name, or the characters of a text. */
export const keys = (...all: readonly (Key | string)[]): readonly Key[] =>
  all.map((key) => (typeof key === 'string' && key.length === 1 ? { char: key } : (key as Key)))
