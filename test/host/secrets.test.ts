import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginDebugging } from '../../src/cli/debug.js'
import { applyCommand } from '../../src/commands/apply.js'
import type { Context } from '../../src/commands/context.js'
import type { Host } from '../../src/host/host.js'
import { redactingHost } from '../../src/host/redact.js'
import { noSecrets } from '../../src/host/secrets.js'
import { practiceHost } from '../../src/practice/host.js'
import { readHistory } from '../../src/record/history.js'

const live = '/home/mastodon/live'
const dropIn = '/etc/systemd/system/mastodon-web.service.d/x.conf'

/** Values of a settings file in every form that its parser knows; each name is the value's own. */
const env = String.raw`PLAIN=planted-plain
QUOTED="planted-quoted" # a comment behind it
SINGLE='planted single'
COLON: planted-colon
export EXPORTED=planted-exported
TWICE=planted-first
TWICE=planted-second
LINES="planted-line-one

planted-line-two"
WRITTEN="planted-written\nplanted-escaped"
INSPECTED='planted"inspected'
DB_PASS=p14n
REDIS_PASSWORD=19283746
DATABASE_URL=postgres://planted-user:planted-p%40ss@db.planted.example/mastodon
`

/** What a process may say of them when it dies, and what of that nobody may see. */
const said: readonly (readonly [string, ...string[]])[] = [
  ['planted-plain'],
  ['planted-quoted'],
  ['planted single'],
  ['planted-colon'],
  ['planted-exported'],
  ['planted-first'],
  ['planted-second'],
  ['planted-line-one'],
  ['planted-line-two'],
  ['planted-escaped'],
  ['planted-written\\nplanted-escaped', 'planted-written', 'planted-escaped'],
  [String.raw`planted\"inspected`, 'inspected'],
  ['p14n'],
  ['19283746'],
  ['password authentication failed for user "planted-user"', 'planted-user'],
  ['planted-p%40ss'],
  ['planted-p@ss'],
  ['db.planted.example is not known', 'db.planted.example/mastodon'],
  ['planted-in-a-unit'],
  ['planted second word'],
  ["bad URI (is not URI?): 'redis://:planted#else@where'", 'planted#else'],
  ["bad URI (is not URI?): 'postgres://somebody:planted-else@where/x'", 'planted-else'],
  ['API_TOKEN=planted-else', 'planted-else'],
  [`${dropIn}:2: Invalid environment assignment, ignoring: planted-rest`, 'planted-rest'],
]

interface Told {
  readonly out: string
  readonly err: string
  readonly kept: string
  readonly log: string
}

/** An apply on a pretend server whose web dies with these last words; `verified` is what systemd says of the new units. */
async function applied(lastWords: string, verified = ''): Promise<Told> {
  const pretend = practiceHost()
  await pretend.write(`${live}/.env.production`, env, 0o600)
  await pretend.makeDirectory(dropIn.replace('/x.conf', ''), 0o755)
  await pretend.write(
    dropIn,
    '[Service]\nEnvironment=API_TOKEN=first planted-rest\nEnvironment="X=planted%zworth"\n',
    0o644,
  )
  const set = 'Environment="UNIT_TOKEN=planted-in-a-unit" "OTHER=planted second word" '
  let dead = false
  return told({
    ...pretend,
    async run(argv, options) {
      if (argv[0] === 'systemd-analyze') return { status: 0, stdout: '', stderr: verified }
      if (argv[0] === 'journalctl') return { status: 0, stdout: `Started it.\n${lastWords}\n`, stderr: '' }
      const ran = await pretend.run(argv, options)
      return argv[1] === 'show' ? { ...ran, stdout: ran.stdout.replace(/^Environment=/m, set) } : ran
    },
    async askHttp() {
      if (!dead) pretend.systemd.run(['systemctl', 'restart', 'mastodon-web.service'])
      dead = true
      return 0
    },
  })
}

/** All that an apply tells and keeps on this host; of its record what is not a unit's own text. */
async function told(host: Host): Promise<Told> {
  const secrets = noSecrets()
  const file = join(mkdtempSync(join(tmpdir(), 'mastodon-tune-secrets-')), 'debug.log')
  const debugging = await beginDebugging(file, redactingHost(host, secrets), [], secrets)
  const [out, err]: [string[], string[]] = [[], []]
  const context: Context = {
    host: debugging.host,
    options: { yes: true, web: '3x7', force: true },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ask: undefined,
    readFile: async () => '',
    writeFile: async () => undefined,
    signal: new AbortController().signal,
    toTheEnd: (work) => work(),
  }
  await applyCommand(debugging.logged(context))
  const kept = (await readHistory(host)).map(({ from: _, to: __, ...run }) => JSON.stringify(run))
  return { out: out.join('\n'), err: err.join('\n'), kept: kept.join('\n'), log: readFileSync(file, 'utf8') }
}

function expectNone(all: Told, values: readonly string[]): void {
  for (const [where, text] of Object.entries(all))
    for (const value of values) expect(text, where).not.toContain(value)
}

test.each(said)(
  'of a process that dies with the words %s nobody hears the secret',
  async (words, ...values) => {
    const all = await applied(`It can not go on:\n${words}`)
    expectNone(all, values.length === 0 ? [words] : values)
    // They were told, and only what is secret in them was not.
    for (const text of [all.err, all.kept, all.log])
      expect(text).toMatch(/It said: .*(It can not go on|x\.conf:2: Invalid environment)/)
  },
)

test('what systemd quotes of a line that it complains of is told nowhere; its place and the kind are', async () => {
  const lines = [
    `${dropIn}:2: Invalid environment assignment, ignoring: planted-rest`,
    `${dropIn}:3: Failed to resolve specifiers in X=planted%zworth, ignoring: Invalid slot`,
    `${dropIn}:3: mastodon-web.service may not have first-planted%znother or planted%zworth.`,
  ]
  const all = await applied('', lines.join('\n'))
  expectNone(all, ['planted-rest', 'planted%zworth', 'first planted'])
  for (const text of [all.err, all.log]) {
    expect(text).toContain(
      `warning: systemd complains of a file that mastodon-tune leaves alone: ${dropIn}:2: Invalid environment assignment, ignoring`,
    )
    expect(text).toContain(`${dropIn}:3: Failed to resolve specifiers in [hidden], ignoring`)
  }
})

test('what a failing systemctl prints is kept and logged without the secret', async () => {
  const pretend = practiceHost()
  await pretend.write(`${live}/.env.production`, env, 0o600)
  const stderr = 'Job failed: planted-plain redis://:another@where\n'
  const all = await told({
    ...pretend,
    run: async (argv, how) =>
      argv[1] === 'restart' || argv[1] === 'start'
        ? { status: 1, stdout: '', stderr }
        : pretend.run(argv, how),
  })
  expectNone(all, ['planted-plain', 'another'])
  for (const text of [all.err, all.kept, all.log])
    expect(text).toContain('Job failed: [hidden] redis://:[hidden]@where')
})

test('common words and names stay in what is told: a unit is called as it is', async () => {
  const secrets = noSecrets()
  await secrets.learn(
    `${live}/.env.production`,
    'DB_USER=mastodon\nDB_PASS=mastodon\nRAILS_ENV=production\nPORT=3000\nDB_PORT=543210\nX=true\n',
  )
  const words = `mastodon-web.service:3: /home/mastodon/live runs in production on 3000 and 543210: true, ignoring.`
  expect(secrets.redact(words)).toBe(words)
})

test('the log strikes what is told in our own words, too', async () => {
  const secrets = noSecrets()
  await secrets.learn(`${live}/.env.production`, env)
  const file = join(mkdtempSync(join(tmpdir(), 'mastodon-tune-secrets-')), 'debug.log')
  const { log } = await beginDebugging(file, practiceHost(), [], secrets)
  log('uploads are in planted-plain')
  expect(readFileSync(file, 'utf8')).toContain('uploads are in [hidden]')
})
