import { readFileSync } from 'node:fs'
import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDropInOf } from '../../src/systemd/drop-ins.js'
import { whyNoServer } from './can.js'
import { snapshot } from './look.js'
import { must } from './must.js'
import type { Ran, RunOptions } from './run.js'
import { bootServer, type TestServer } from './server.js'

const home = '/home/mastodon/live'
const edited = '/etc/systemd/system/mastodon-web.service'

/** Values of the stand-in's .env.production that were planted to be looked for. */
const planted = readFileSync(join(import.meta.dirname, 'mastodon/.env.production'), 'utf8')
  .split('\n')
  .flatMap((line) => /^(?:SECRET_KEY_BASE|DB_PASS|SMTP_PASSWORD|SMTP_SERVER)=(.+)$/.exec(line)?.[1] ?? [])

/** A drop-in as `systemctl edit` leaves one behind, and its end. */
const dropIn = (unit: string, lines: string) => ({
  before: `mkdir /etc/systemd/system/${unit}.d && printf '[Service]\\n${lines}\\n' >/etc/systemd/system/${unit}.d/override.conf && systemctl daemon-reload`,
  after: `rm -r /etc/systemd/system/${unit}.d && systemctl daemon-reload`,
})

interface Case {
  readonly name: string
  readonly args: readonly string[]
  /** What the sentence must speak of. */
  readonly says: RegExp
  readonly before?: string
  readonly after?: string
  readonly user?: string
}

const yes = ['apply', '--yes'] as const
const sidekiqYml = `${home}/config/sidekiq.yml`
const keep = (file: string, change: string) => ({
  before: `cp -a ${file} /root/kept && ${change}`,
  after: `cp -a /root/kept ${file}`,
})

const cases: readonly Case[] = [
  { name: 'an ordinary user', args: yes, user: 'mastodon', says: /root.*sudo/ },
  { name: 'no terminal and no --yes', args: ['apply'], says: /--yes/ },
  { name: 'no Mastodon', args: [...yes, '--home', '/nowhere'], says: /\/nowhere.*name the folder/ },
  {
    name: 'a broken config/sidekiq.yml',
    args: yes,
    says: /config\/sidekiq\.yml can't be read as YAML: compare/,
    ...keep(sidekiqYml, `printf ':queues: [a, {\\n' >${sidekiqYml}`),
  },
  {
    name: 'a config/sidekiq.yml without queues',
    args: yes,
    says: /config\/sidekiq\.yml names no queues.*compare/,
    ...keep(sidekiqYml, `printf -- '---\\n:concurrency: 5\\n' >${sidekiqYml}`),
  },
  {
    name: 'no version.rb',
    args: yes,
    says: /version\.rb|--home/,
    ...keep(`${home}/lib/mastodon/version.rb`, `rm ${home}/lib/mastodon/version.rb`),
  },
  {
    name: 'a read-only /etc',
    args: yes,
    says: /read-only/,
    before: 'mount --bind /etc /etc && mount -o remount,ro,bind /etc',
    after: 'umount /etc',
  },
  {
    name: 'two schedulers',
    args: [...yes, '--layout', 'per-queue', '--queue', 'scheduler=2x5'],
    says: /scheduler.*only one.*give threads/,
  },
  {
    name: 'Sidekiq in a drop-in of the unit that is to start the others',
    args: ['resize', 'all=45', '--yes'],
    says: /mastodon-sidekiq\.service\.d\/override\.conf sets ExecStart\. .*as root\. \(drop-in-overrides\)/,
    ...dropIn(
      'mastodon-sidekiq.service',
      'ExecStart=\\nExecStart=/home/mastodon/.rbenv/shims/bundle exec sidekiq -c 40',
    ),
  },
  {
    name: 'a Redis that only the old unit names',
    args: yes,
    says: /^(?!.*127\.0\.0\.1).*sets Nice, and the variable SIDEKIQ_REDIS_URL: .*\(unit-settings-dropped\)/s,
    ...dropIn('mastodon-sidekiq.service', 'Nice=5\\nEnvironment=SIDEKIQ_REDIS_URL=redis://127.0.0.1:6379/0'),
  },
  {
    name: 'a queue that nobody serves',
    args: [...yes, '--layout', 'per-queue', '--queue', 'push=none'],
    says: /queue push.*Give push/s,
  },
]

describe.skipIf(whyNoServer() !== undefined)('on a stock server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await bootServer({ layout: 'stock' })
    await cp(join(import.meta.dirname, '../../dist'), join(server.root, 'usr/local/lib/mastodon-tune'), {
      recursive: true,
    })
    await symlink('../lib/mastodon-tune/cli.cjs', join(server.root, 'usr/local/bin/mastodon-tune'))
  })
  afterAll(() => server?.stop())

  const tune = (args: readonly string[], options: RunOptions = {}) =>
    server.run(['mastodon-tune', ...args], { timeout: 240_000, ...options })
  const shell = (script: string) => must(server, ['sh', '-c', script])

  test.each(cases)('$name is refused and changes nothing', async ({ args, says, before, after, user }) => {
    const was = await snapshot(server)
    if (before !== undefined) await shell(before)
    let ran: Ran
    try {
      ran = await tune(args, user === undefined ? {} : { user })
    } finally {
      if (after !== undefined) await shell(after)
    }
    expect(await snapshot(server)).toEqual(was)
    expect(ran.stderr).toMatch(says)
    expectPlain(ran)
    expect((await server.run(['test', '-e', '/var/lib/mastodon-tune/under-way.json'])).status).toBe(1)
  })

  test.each([
    { name: 'not readable for an ordinary user', before: 'true', after: 'true' },
    {
      name: 'absent',
      before: `mv ${home}/.env.production /root/env`,
      after: `mv /root/env ${home}/.env.production`,
    },
  ])('plan works with .env.production $name, and says so', async ({ name, before, after }) => {
    const was = await snapshot(server)
    await shell(before)
    // Mastodon's own user may read it, so someone else has to ask.
    const nobody = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] as const
    const ran = await server
      .run([...(name === 'absent' ? [] : nobody), 'mastodon-tune', 'plan'])
      .finally(() => shell(after))
    expect(`${ran.status} ${ran.stderr}`).toBe('2 ')
    expect(ran.stdout).toContain('env-unreadable')
    expect(await snapshot(server)).toEqual(was)
  })

  test('no secret of .env.production is printed or stored, and a hand-edited file is replaced only with --force', async () => {
    expect(planted).toHaveLength(4)
    const runs = [await tune(['plan']), await tune(['plan', '--json']), await tune([...yes, '--json'])]
    expect(runs.map(({ status }) => status)).toEqual([2, 2, 0])
    const said = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n')
    for (const value of planted) {
      expect(said).not.toContain(value)
      const found = await server.run([
        'grep',
        '-rlF',
        '--',
        value,
        '/var/lib/mastodon-tune',
        '/etc/systemd/system',
      ])
      expect(found.stdout).toBe('')
    }

    await shell(`echo '# by hand' >>${edited} && systemctl daemon-reload`)
    const was = await snapshot(server)
    const ran = await tune([...yes, '--web', '3x5'])
    expect(ran.stderr).toContain(edited)
    expect(ran.stderr).toContain('--force')
    expectPlain(ran)
    expect(await snapshot(server)).toEqual(was)

    const forced = await tune([...yes, '--web', '3x5', '--force'])
    expect(`${forced.status} ${forced.stderr}`).toMatch(/^0 /)
    expect((await snapshot(server)).files['mastodon-web.service']).not.toContain('# by hand')
  })

  test('a drop-in that sets another size is told where nothing is to be done; a harmless one is not', async () => {
    const web = dropIn('mastodon-web.service', 'Environment=MAX_THREADS=8')
    const sidekiq = dropIn('mastodon-sidekiq-.service', 'Nice=5\\nLimitNOFILE=65536')
    const asked = [...yes, '--web', '2x5']
    expect((await tune(asked)).status).toBe(0)
    await shell(`${web.before} && ${sidekiq.before}`)
    const ran = await tune(asked).finally(() => shell(`${web.after}; ${sidekiq.after}`))
    expect(ran.status).toBe(0)
    expect(ran.stdout).toContain('Nothing is to be done')
    expect(ran.stderr).toContain('sets MAX_THREADS=8, which has the last word over mastodon-web.service')
    expect(ran.stderr).not.toContain('mastodon-sidekiq-.service.d')
  })

  test('systemd reads drop-ins where they are looked for', async () => {
    const listed = await server.run([
      'systemctl',
      'list-units',
      '--no-legend',
      '--plain',
      'mastodon-sidekiq-*@*.service',
    ])
    const unit = listed.stdout.split(' ')[0] ?? ''
    expect(unit).toMatch(/^mastodon-sidekiq-\d\d-\w+@\d+\.service$/)
    const [stem = '', instance = ''] = unit.replace('.service', '').split('@')
    const cut = stem.replace(/[^-]+$/, '')
    const stems = [
      unit,
      `${stem}@.service`,
      `${stem}.service`,
      `${cut}@.service`,
      `${cut}@${instance}.service`,
      `${cut}.service`,
    ]
    const names = [
      ...stems,
      'mastodon-sidekiq-@.service',
      'mastodon-sidekiq-.service',
      'mastodon-.service',
      'mastodon-sidekiq.service',
      'service',
    ]
    const paths = names.map((name) => `/etc/systemd/system/${name}.d/of-${name}.conf`)
    await shell(paths.map((path) => `mkdir -p $(dirname ${path}) && echo >${path}`).join(' && '))
    await shell('systemctl daemon-reload')
    const shown = await server.run(['systemctl', 'show', '-p', 'DropInPaths', '--value', unit])
    await shell(`${paths.map((path) => `rm -r $(dirname ${path})`).join('; ')}; systemctl daemon-reload`)
    const read = shown.stdout.trim().split(' ')
    expect(paths.filter((path) => read.includes(path))).toEqual(
      paths.filter((path) => isDropInOf(path, unit)),
    )
  })

  test("a line of an admin's drop-in that systemd does not take bars nothing, and what stands in it is told nowhere", async () => {
    const folder = '/etc/systemd/system/mastodon-web.service.d'
    const lines = ['[Service]', 'Foo=bar', 'Environment=API_TOKEN=first planted-second-half']
    await shell(
      `mkdir ${folder} && printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} >${folder}/x.conf && systemctl daemon-reload`,
    )
    const ran = await tune([...yes, '--web', '2x6', '--force', '--debug', '/root/drop-in.log'])
    expect(`${ran.status} ${ran.stderr}`).toMatch(/^0 /)
    expect(ran.stderr).toContain(
      `warning: systemd complains of a file that mastodon-tune leaves alone: ${folder}/x.conf:2: Unknown key`,
    )
    expect(ran.stderr).toMatch(/x\.conf:3: Invalid environment assignment, ignoring$/m)
    const log = (await server.run(['cat', '/root/drop-in.log'])).stdout
    expect(log).toContain('x.conf:3: Invalid environment assignment, ignoring')
    expect(ran.stdout + ran.stderr + log).not.toContain('planted-second-half')
    await shell(`rm -r ${folder} && systemctl daemon-reload`)
  })

  test('--practice before the command touches nothing either', async () => {
    const was = await snapshot(server)
    await tune(['--practice', ...yes, '--web', '2x4'])
    expect(await snapshot(server)).toEqual(was)
  })
})

/** Refused with status 1 and one paragraph on stderr (after `Nothing was changed.`), without a stack trace. */
function expectPlain({ status, stdout, stderr }: Ran): void {
  expect(stdout + stderr).not.toContain('    at ')
  const lines = stderr.split('\n').filter((line) => line !== '' && line !== 'Nothing was changed.')
  expect(lines).toHaveLength(1)
  expect(status).toBe(1)
}
