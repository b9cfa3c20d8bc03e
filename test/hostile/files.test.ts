import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvironment } from '../../src/facts/env.js'
import { parseQueues } from '../../src/facts/queues.js'
import { unitFromText } from '../../src/facts/unit-files.js'
import { parseVersion } from '../../src/facts/version.js'
import { HostError } from '../../src/host/host.js'
import { parseAnswersFile } from '../../src/options/file.js'
import { practiceHost } from '../../src/practice/host.js'
import { WrongInput } from '../../src/wrong-input.js'
import { contents } from '../support/hostile-inputs.js'
import { sampleOf } from '../support/runs.js'
import { putFile, treeOf } from '../support/server-folder.js'
import { expectTame, home, serverWithSecrets, threeAtATime, tune } from '../support/server-with-secrets.js'

/** The inputs' own folder is looked through by other tests: nothing of 2 GB may stand there. */
const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-given-'))
const version = { major: 4, minor: 6, patch: 5, text: '4.6.5' }

interface Reader {
  /** Gives a value, or refuses in a sentence. */
  readonly read: (text: string) => unknown
  /** The contents that it takes for something; it refuses all others. */
  readonly takes: readonly string[]
}

const readers: Readonly<Record<string, Reader>> = {
  'config/sidekiq.yml': { read: (text) => parseQueues(text, 'sidekiq.yml'), takes: [] },
  'a queue of config/sidekiq.yml': {
    read: (text) => parseQueues(`:queues:\n  - ${JSON.stringify(text)}\n`, 'sidekiq.yml'),
    takes: ['a prototype', 'an option'],
  },
  'version.rb': { read: (text) => parseVersion(text, 'version.rb'), takes: [] },
  'an answers file': { read: (text) => parseAnswersFile('answers.yaml', text), takes: ['nothing'] },
  '.env.production': {
    read: (text) =>
      readEnvironment({ ...practiceHost(), read: async () => text }, { home, user: 'mastodon', version }),
    takes: Object.keys(contents),
  },
  'a unit': {
    read: (text) =>
      unitFromText('mastodon-web.service', '/x', [text, `[Service]\nExecStart=${text}\nEnvironment=${text}`]),
    takes: Object.keys(contents),
  },
}

test.each(Object.entries(readers))(
  '%s of any content is read or refused at once',
  { timeout: 120_000 },
  async (_, { read, takes }) => {
    for (const [name, text] of Object.entries(contents)) {
      const began = performance.now()
      const found: unknown = await Promise.resolve()
        .then(() => read(text))
        .then(
          () => 'read',
          (error: unknown) => (error instanceof HostError || error instanceof WrongInput ? 'refused' : error),
        )
      expect(found, name).toBe(takes.includes(name) ? 'read' : 'refused')
      expect(performance.now() - began, name).toBeLessThan(10_000)
    }
  },
)

test('plan takes files of any content that it can do without', { timeout: 240_000 }, async () => {
  // Of each content either what is printed or the JSON.
  const all = Object.entries(contents).flatMap(([name, text]) => [
    { name, text, json: false },
    { name, text, json: true },
  ])
  const some = sampleOf('files of any content', all, all.length / 2)
  await threeAtATime(some, async ({ name, text, json }) => {
    const root = serverWithSecrets()
    putFile(root, `${home}/.env.production`, `${text}\nDB_PASS=planted-db-pass\n`)
    for (const path of ['/etc/hostname', '/etc/os-release', '/proc/self/cgroup', `${home}/.env.local`])
      putFile(root, path, text)
    putFile(
      root,
      '/etc/systemd/system/mastodon-web.service',
      `[Service]\nExecStart=${text}\nEnvironment=A=${text}\nWorkingDirectory=${text}\n`,
    )
    putFile(root, '/etc/systemd/system/mastodon-sidekiq.service.d/x.conf', text)
    putFile(root, '/etc/systemd/system/mastodon-odd.service', text)
    putFile(root, '/etc/systemd/system/mastodon-\u001b[31mred\nforged.service', text)
    symlinkSync('/nowhere/\u001b]0;owned\u0007\n', join(root, 'etc/systemd/system/mastodon-link.service'))
    const before = treeOf(root)
    const args = ['--root', root, '--home', home, '--user', 'mastodon', '--web', '2x4']
    const ran = await tune('plan', ...(json ? ['--json'] : []), ...args)
    expectTame(ran, [2], `${json ? 'JSON: ' : ''}${name}`)
    if (json)
      expect(JSON.parse(ran.stdout), name).toMatchObject({ version: 1, facts: { mastodon: { home } } })
    expect(treeOf(root)).toEqual(before)
  })
})

/** A path in the place of whose file something else stands, what is run then, and its exit status; `but` has those of some things. */
interface Place {
  readonly path: string
  readonly command: readonly string[]
  readonly status: number
  readonly but?: Readonly<Record<string, number>>
}

const places: readonly Place[] = [
  { path: `${home}/.env.production`, command: ['plan'], status: 2 },
  { path: `${home}/config/sidekiq.yml`, command: ['plan'], status: 1 },
  { path: `${home}/lib/mastodon/version.rb`, command: ['plan'], status: 1 },
  {
    path: '/etc/systemd/system/mastodon-web.service',
    command: ['plan'],
    status: 2,
    but: { 'a file that is far too large': 1 },
  },
  { path: '/etc/systemd/system/mastodon-web.service.d/x.conf', command: ['plan'], status: 2 },
  {
    path: '/var/lib/mastodon-tune/under-way.json',
    command: ['apply', '--yes'],
    status: 1,
    but: { 'a symlink in a circle': 0, 'a symlink to a device': 0 },
  },
  { path: '/var/lib/mastodon-tune/history/000001.json', command: ['undo', '--list'], status: 0 },
  { path: '/var/lib/mastodon-tune/history', command: ['undo', '--list'], status: 0 },
  {
    path: '/run/mastodon-tune.lock',
    command: ['apply', '--yes'],
    status: 1,
    but: { 'a file that is far too large': 0 },
  },
]

const instead: Readonly<Record<string, (path: string) => void>> = {
  'a fifo': (path) => execFileSync('mkfifo', [path]),
  'a folder': (path) => mkdirSync(path),
  'a symlink in a circle': (path) => symlinkSync(path, path),
  'a symlink to a device': (path) => symlinkSync('/dev/zero', path),
  'a file that is far too large': (path) => execFileSync('truncate', ['-s', '2G', path]),
}

test.each(places)(
  'whatever stands in the place of $path hangs nothing and breaks nothing',
  { timeout: 120_000 },
  async ({ path, command, status, but }) => {
    await threeAtATime(Object.entries(instead), async ([name, make]) => {
      const root = serverWithSecrets()
      rmSync(join(root, path), { recursive: true, force: true })
      mkdirSync(dirname(join(root, path)), { recursive: true })
      make(join(root, path))
      expectTame(
        await tune(...command, '--root', root, '--user', 'mastodon'),
        [but?.[name] ?? status],
        `${name} at ${path}`,
      )
    })
  },
)

test('files of the command line may be anything', { timeout: 120_000 }, async () => {
  await threeAtATime(Object.entries(instead), async ([name, make]) => {
    const path = join(folder, `given-${name.replaceAll(' ', '-')}`)
    make(path)
    expectTame(await tune('plan', '--practice', '--answers', path), [1], `--answers ${name}`)
    expectTame(await tune('apply', '--practice', '--yes', '--plan', path), [1], `--plan ${name}`)
    if (name.startsWith('a file')) return
    expectTame(await tune('plan', '--practice', '--save-answers', path), [1], `--save-answers ${name}`)
    expectTame(await tune('plan', '--practice', '--debug', path), [1], `--debug ${name}`)
  })
})

test('answers and saved plans of any content are refused', { timeout: 240_000 }, async () => {
  const names = [
    'colours',
    'new lines',
    'a prototype',
    'NUL',
    'a megabyte',
    'nesting without end',
    'lists in lists',
    'JSON',
    'a bomb of aliases',
  ]
  await threeAtATime(names, async (name) => {
    const path = join(folder, `content-${name.replaceAll(' ', '-')}`)
    writeFileSync(path, contents[name] ?? '')
    expectTame(await tune('plan', '--practice', '--answers', path), [1], `answers: ${name}`)
    expectTame(await tune('apply', '--practice', '--yes', '--plan', path), [1], `plan: ${name}`)
  })
})
