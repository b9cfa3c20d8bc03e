import { expect, test } from 'vitest'
import type { Answers } from '../../src/answers.js'
import { apply } from '../../src/apply.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { readUnitFiles } from '../../src/facts/unit-contents.js'
import { findings } from '../../src/findings.js'
import { type PracticeHost, practiceHost } from '../../src/practice/host.js'
import { propose } from '../../src/proposal.js'
import { presentOf } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import { unitDirectory } from '../../src/state.js'
import { aServer } from '../support/a-server.js'

const bundle = '/home/mastodon/.rbenv/shims/bundle exec'
const id = 'drop-in-overrides'

/** The findings about drop-ins on a practice server that has this one; of a first change, or of one after it was tuned. */
async function told(unit: string, lines: readonly string[], change: Partial<Answers> = {}, tuned = false) {
  const host = practiceHost()
  if (tuned) {
    const { facts, access } = await gatherFacts(host)
    const run = { kind: 'apply', who: '', at: 0, changes: [], undoes: [] } as const
    const carry = { host, signal: new AbortController().signal, tell: () => undefined, ...access }
    expect(await apply(propose(facts, { ...answersOn(facts), ...change }).plan, carry, run)).toMatchObject({
      kind: 'applied',
    })
  }
  await edit(host, unit, lines)
  const { facts } = await gatherFacts(host)
  return findings(facts, { ...answersOn(facts), ...change }).filter((finding) => finding.id === id)
}

/** What `systemctl edit` leaves behind. */
async function edit(host: PracticeHost, unit: string, lines: readonly string[]) {
  await host.write(`${unitDirectory}/${unit}.d/override.conf`, `[Service]\n${lines.join('\n')}\n`, 0o644)
  await host.run(['systemctl', 'daemon-reload'])
}

const answersOn = (facts: Parameters<typeof recommend>[0]): Answers => presentOf(facts) ?? recommend(facts)

test('Sidekiq from a drop-in would come back in the unit that only starts the others: not applied', async () => {
  const found = await told('mastodon-sidekiq.service', ['ExecStart=', `ExecStart=${bundle} sidekiq -c 40`])
  expect(found).toHaveLength(1)
  const [{ level, text, fix } = { level: '', text: '', fix: '' }] = found
  expect(level).toBe('error')
  expect(text).toMatch(
    /mastodon-sidekiq\.service\.d\/override\.conf sets ExecStart\. .*run Sidekiq a second time, as root/,
  )
  expect(fix).toMatch(/take ExecStart out of \/etc\/.*override\.conf and run systemctl daemon-reload/)
})

test.each([
  ['mastodon-sidekiq.service', ['Type=notify'], 'error'],
  ['mastodon-sidekiq.service', ['Restart=always'], 'error'],
  ['mastodon-sidekiq.service', ['ExecStartPre=/bin/x'], 'error'],
  [
    'mastodon-sidekiq.service',
    ['LimitNOFILE=65536', 'Nice=5', 'Environment=RAILS_LOG_LEVEL=warn DB_POOL=40'],
    undefined,
  ],
  ['mastodon-web.service', ['ExecStart=', `ExecStart=${bundle} puma -w 4`], 'error'],
  [
    'mastodon-web.service',
    ['LimitNOFILE=65536', 'Nice=5', 'ExecStartPre=/bin/x', 'Environment=RAILS_LOG_LEVEL=warn'],
    undefined,
  ],
  ['mastodon-streaming@.service', ['ExecStart=', 'ExecStart=/opt/node ./streaming'], 'error'],
  ['mastodon-streaming@4001.service', ['ExecStart=', 'ExecStart=/opt/node ./streaming'], undefined],
  ['mastodon-sidekiq-01-all@.service', ['ExecStart=', `ExecStart=${bundle} sidekiq -c 40`], 'error'],
  ['mastodon-sidekiq-.service', ['ExecStart=', `ExecStart=${bundle} sidekiq -c 40`], 'error'],
  ['mastodon-sidekiq-.service', ['Environment=DB_POOL=5'], 'warning'],
  ['mastodon-sidekiq-.service', ['Environment=DB_POOL=25', 'MemoryMax=2G'], undefined],
  ['mastodon-other.service', ['ExecStart=/bin/x'], undefined],
])('a drop-in of %s with %j: %s', async (unit, lines, level) => {
  expect((await told(unit, lines)).map((finding) => finding.level)).toEqual(
    level === undefined ? [] : [level],
  )
})

test('web’s size from a drop-in counts, whatever is chosen: said with its values', async () => {
  const lines = ['Environment=WEB_CONCURRENCY=4 MAX_THREADS=8']
  const [warning, ...others] = await told(
    'mastodon-web.service',
    lines,
    { web: { workers: 2, threads: 5 } },
    true,
  )
  expect(others).toEqual([])
  expect(warning?.level).toBe('warning')
  expect(warning?.text).toContain(
    'override.conf sets WEB_CONCURRENCY=4 and MAX_THREADS=8, which has the last word over mastodon-web.service',
  )
  expect(await told('mastodon-web.service', lines, { web: { workers: 4, threads: 8 } }, true)).toEqual([])
})

test('a size in a file that a drop-in names is one too', async () => {
  const host = practiceHost()
  await host.write('/etc/default/mastodon-web', '# ours\nMAX_THREADS = "8" \n', 0o644)
  await edit(host, 'mastodon-web.service', ['EnvironmentFile=-/etc/default/%p'])
  const { facts } = await gatherFacts(host)
  const said = findings(facts, { ...answersOn(facts), web: { workers: 2, threads: 5 } }).map(
    (finding) => finding.text,
  )
  expect(said).toContainEqual(expect.stringContaining('sets MAX_THREADS=8,'))
})

test('the drop-in that gives a unit more time to stop is none of the admin’s', async () => {
  const unit = 'mastodon-sidekiq.service'
  const dropIns = ['mastodon-tune.conf', 'override.conf'].map(
    (name) => `/run/systemd/system/${unit}.d/${name}`,
  )
  const host = practiceHost()
  for (const path of dropIns) await host.write(path, '[Service]\nTimeoutStopSec=60\n', 0o644)
  const read = await readUnitFiles(host, [{ unit, file: `${unitDirectory}/${unit}`, dropIns }], {})
  expect(read.map((file) => file.path)).toEqual([`${unitDirectory}/${unit}`, dropIns[1]])
})

test('nothing is said where no unit can be written at all', () => {
  const path = `${unitDirectory}/mastodon-web.service.d/override.conf`
  const facts = aServer({
    programs: { bundle: { unknown: 'No file.' } },
    unitFiles: [{ path, directives: ['ExecStart'], variables: [], writable: [], sizes: {} }],
  })
  expect(findings(facts, recommend(facts)).map((finding) => finding.id)).toEqual(['bundle-missing'])
})
