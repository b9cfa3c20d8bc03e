import { expect, test } from 'vitest'
import { parseQueues } from '../../src/facts/queues.js'

const head = "---\n:concurrency: <%= ENV.fetch('SIDEKIQ_CONCURRENCY') { 5 } %>\n:queues:\n"
const old = `${head}  - [default, 8]\n  - [push, 6]\n  - [ingress, 4]\n  - [mailers, 2]\n  - [pull]\n  - [scheduler]\n`
const tail = `:scheduler:
  :listened_queues_only: true
:schedule:
  vacuum_scheduler:
    cron: '<%= Random.rand(0..59) %> <%= Random.rand(3..5) %> * * *'
    class: Scheduler::VacuumScheduler
`
const six = [
  ['default', 8],
  ['push', 6],
  ['ingress', 4],
  ['mailers', 2],
  ['pull', 1],
  ['scheduler', 1],
]

test.each([
  ['4.2', old + tail, six],
  [
    '4.6',
    old.replace('  - [pull]\n  - [scheduler]', '  - pull\n  - scheduler\n  - fasp') + tail,
    [...six, ['fasp', 1]],
  ],
  ['ERB lines', `<% if true %>\n${old}<% end %>\n<%# a\nnote %>\n${tail}`, six],
  [
    'plain keys',
    'queues:\n  - [a, 2]\n  - b\n',
    [
      ['a', 2],
      ['b', 1],
    ],
  ],
  ['production wins', ':queues: [a]\nproduction:\n  :queues: [b]\n', [['b', 1]]],
  [
    'named twice',
    ':queues: [a, b, a]\n',
    [
      ['a', 2],
      ['b', 1],
    ],
  ],
])('queues: %s', async (_, text, queues) => {
  expect((await parseQueues(text, 'f')).map((queue) => [queue.name, queue.weight])).toEqual(queues)
})

test.each([
  ':queues:\n  - [default, 8\n',
  ':queues:\n',
  '',
  ':queues:\n  - [[x]]\n',
  ':queues: ["a b"]\n',
  '- 1\n',
])('broken %#', async (text) => {
  await expect(parseQueues(text, '/home/mastodon/live/config/sidekiq.yml')).rejects.toThrow(
    '/home/mastodon/live/config/sidekiq.yml',
  )
})
