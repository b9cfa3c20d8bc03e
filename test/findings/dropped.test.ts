import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Answers } from '../../src/answers.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { findings } from '../../src/findings.js'
import { practiceHost } from '../../src/practice/host.js'
import { recommend } from '../../src/questions/recommend.js'
import { desired } from '../../src/units/desired.js'
import { answersFor } from '../support/answers-for.js'

type Files = Readonly<Record<string, string>>

const etc = '/etc/systemd/system'
const env = '/home/mastodon/live/.env.production'
const kept = '/etc/systemd/system/mastodon-sidekiq-.service.d/local.conf'
const unitsOf = (layout: string) => {
  const folder = join(import.meta.dirname, '../server/units', layout)
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
}
const stock: Files = Object.fromEntries(unitsOf('stock').map(([name, text]) => [`${etc}/${name}`, text]))
const article: Files = Object.fromEntries(
  unitsOf('article').flatMap(([name, text]) =>
    name.includes('QUEUE')
      ? ['default', 'ingress', 'mailers', 'pull', 'push', 'scheduler'].map((queue) => [
          `/lib/systemd/system/${name.replace('QUEUE', queue)}`,
          text,
        ])
      : [[`/lib/systemd/system/${name}`, text]],
  ),
)
const stockRuns = ['mastodon-web.service', 'mastodon-sidekiq.service', 'mastodon-streaming.service']
const articleRuns = [
  ...['mastodon.target', 'mastodon-web.service', 'mastodon-streaming.service'],
  ...['default@25', 'ingress@10', 'mailers@5', 'pull@10', 'push@20', 'scheduler@5'].map(
    (name) => `mastodon-sidekiq-${name}.service`,
  ),
]

/** A server on which these units run. */
async function server(files: Files, runs: readonly string[]) {
  const host = practiceHost({ layout: 'nothing' })
  for (const [path, text] of Object.entries(files)) await host.write(path, text, 0o644)
  await host.run(['systemctl', 'daemon-reload'])
  for (const unit of runs) await host.run(['systemctl', 'enable', unit])
  for (const unit of runs) await host.run(['systemctl', 'start', unit])
  return (await gatherFacts(host)).facts
}

async function dropped(files: Files, runs: readonly string[] = stockRuns, change: Partial<Answers> = {}) {
  const facts = await server(files, runs)
  const answers = { ...recommend(facts), ...change }
  expect(JSON.stringify([findings(facts, answers), facts.unitFiles])).not.toContain('hush')
  return findings(facts, answers).filter(({ id }) => id === 'unit-settings-dropped')
}

const stockWith = (unit: string, ...lines: readonly string[]): Files => {
  const path = `${etc}/${unit}`
  return { ...stock, [path]: (stock[path] ?? '').replace('[Service]\n', `[Service]\n${lines.join('\n')}\n`) }
}

describe('what Mastodon ships and what the article says', () => {
  const layouts = ['one', 'split', 'per-queue'] as const
  const levels = ['stock', 'container', 'off'] as const
  test.each(layouts.flatMap((layout) => levels.map((sandbox) => [layout, sandbox] as const)))(
    'is replaced by %s, %s',
    async (layout, sandbox) => {
      const facts = await Promise.all([server(stock, stockRuns), server(article, articleRuns)])
      expect(facts.map(({ state }) => state.active.length)).toEqual([4, 9])
      const said = facts.flatMap((each) =>
        findings(each, answersFor(layout, { sandbox })).map(({ id }) => id),
      )
      expect(said).not.toContain('unit-settings-dropped')
      expect(said).not.toContain('drop-in-overrides')
    },
  )
})

test('what a unit sets on purpose is named with what to do, and never its value', async () => {
  const unit = stockWith(
    'mastodon-sidekiq.service',
    'Environment="RAILS_LOG_LEVEL=hush" "S3_ENABLED=hush"',
    'LimitNOFILE=65536',
    'EnvironmentFile=/etc/default/m',
  )
  const [found, ...others] = await dropped({ ...unit, '/etc/default/m': 'LOG=hush\nDB_POOL=50\n' })
  expect(others).toEqual([])
  expect(found).toMatchObject({
    level: 'warning',
    text: 'mastodon-sidekiq.service sets LimitNOFILE, and the variables RAILS_LOG_LEVEL, S3_ENABLED and LOG: the units that take its place do not.',
    fix: expect.stringContaining(
      `Put the variables into ${env}, and what else you still need below [Service] into ${kept}`,
    ),
  })
})

test('another Redis or database stops apply: jobs would be looked for where none are', async () => {
  const files = stockWith(
    'mastodon-sidekiq.service',
    'Environment=SIDEKIQ_REDIS_URL=redis://:hush@10.0.0.9/1',
  )
  expect(await dropped(files)).toMatchObject([
    { level: 'error', text: expect.stringContaining('Without SIDEKIQ_REDIS_URL they would') },
  ])
  const line = 'SIDEKIQ_REDIS_URL=redis://:hush@10.0.0.9/1\n'
  expect(await dropped({ ...files, [env]: line })).toEqual([])
  expect(await dropped({ ...files, [env]: 'SIDEKIQ_REDIS_URL=redis://localhost\n' })).toHaveLength(1)
  expect(await dropped({ ...files, [kept]: `[Service]\nEnvironment=${line}` })).toEqual([])
})

test.each<[string, readonly string[], string | undefined]>([
  ['mastodon-web.service', ['Environment=WEB_CONCURRENCY=4 MAX_THREADS=8 BIND=0.0.0.0'], undefined],
  ['mastodon-web.service', ['Environment=RAILS_LOG_LEVEL=warn'], 'RAILS_LOG_LEVEL'],
  ['mastodon-web.service', ['ReadWritePaths=/home/mastodon/live/public -/srv/media'], 'ReadWritePaths'],
  ['mastodon-streaming@.service', ['Environment=BIND=::'], undefined],
  ['mastodon-streaming@.service', ['Environment=BIND=0.0.0.0'], 'BIND'],
  ['mastodon-streaming@.service', ['Environment=DB_POOL=20'], 'DB_POOL'],
  [
    'mastodon-sidekiq.service',
    ['Environment=PATH=/opt/rbenv/shims:/usr/bin', 'MemoryMax=2G'],
    'MemoryMax, and the variable PATH',
  ],
  [
    'mastodon-sidekiq.service',
    ['Group=mastodon', 'KillMode=mixed', 'RestartSec=5', 'TimeoutStopSec=60', 'After=postgresql.service'],
    undefined,
  ],
])('%s with %j: %s', async (unit, lines, named) => {
  const found = await dropped(stockWith(unit, ...lines))
  expect(found.map(({ text }) => text)).toEqual(
    named === undefined
      ? []
      : [expect.stringContaining(`sets ${/^[A-Z_]+$/.test(named) ? 'the variable ' : ''}${named}:`)],
  )
})

test('a drop-in goes with the unit whose name goes, and stays where the name stays', async () => {
  const limit = '[Service]\nLimitNOFILE=65536\nEnvironment=RAILS_LOG_LEVEL=warn\n'
  const found = await dropped({
    ...stock,
    [`${etc}/mastodon-sidekiq.service.d/a.conf`]: limit,
    [`${etc}/mastodon-web.service.d/a.conf`]: limit,
  })
  expect(found.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^mastodon-sidekiq\.service sets LimitNOFILE, and the variable RAILS_LOG/),
  ])
  const before = { ...article, [`${etc}/mastodon-sidekiq-.service.d/a.conf`]: limit }
  expect(await dropped(before, articleRuns)).toEqual([])
  const names = ['push', 'pull'].map((queue) => `${etc}/mastodon-sidekiq-${queue}@.service.d/a.conf`)
  const both = await dropped(
    { ...article, ...Object.fromEntries(names.map((name) => [name, limit])) },
    articleRuns,
  )
  expect(both.map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /^mastodon-sidekiq-pull@\.service and mastodon-sidekiq-push@\.service set LimitNOFILE/,
    ),
  ])
})

test('what a drop-in of the new units brings back is not lost', async () => {
  const files = stockWith('mastodon-sidekiq.service', 'LimitNOFILE=65536', 'Nice=5')
  const [found] = await dropped({ ...files, [kept]: '[Service]\nLimitNOFILE=65536\n' })
  expect(found?.text).toContain('sets Nice:')
})

test('of our own units only the drop-ins that a new name leaves behind count', async () => {
  const facts = await server(stock, stockRuns)
  const one = desired(facts, answersFor('one'))
  const web = `${one.files[`${etc}/mastodon-web.service`]}Nice=5\n`
  const files = {
    ...one.files,
    [`${etc}/mastodon-web.service`]: web,
    [`${etc}/mastodon-sidekiq-01-all@.service.d/a.conf`]: '[Service]\nLimitNOFILE=65536\n',
  }
  expect(
    await dropped(files, one.active, answersFor('one', {}, { all: { threads: 40, processes: 1 } })),
  ).toEqual([])
  expect(await dropped(files, one.active, answersFor('split'))).toMatchObject([
    {
      level: 'warning',
      text: 'mastodon-sidekiq-01-all@.service sets LimitNOFILE: the units that take its place do not.',
    },
  ])
})

test('web that is no longer wanted leaves nothing behind to tell of', async () => {
  const files = stockWith('mastodon-web.service', 'LimitNOFILE=65536', 'ReadWritePaths=/srv/media')
  expect(await dropped(files)).toHaveLength(1)
  expect(await dropped(files, stockRuns, { web: null })).toEqual([])
})

test('a file that can’t be read is named itself', async () => {
  const [found] = await dropped(stockWith('mastodon-sidekiq.service', 'EnvironmentFile=/etc/mastodon/*.env'))
  expect(found?.text).toContain('sets EnvironmentFile:')
})
