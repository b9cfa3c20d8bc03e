import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { planJsonSchema } from '../build/plan-schema.js'
import { program } from './support/program.js'
import { serverFolder, treeOf } from './support/server-folder.js'

const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-cli-'))

const tune = program({ cwd: folder })

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

test('plan --practice shows files, links, commands and budget, and exits 2', () => {
  const { status, stdout, stderr } = tune('plan', '--practice')
  expect([status, stderr]).toEqual([2, ''])
  for (const part of [
    'changed: /etc/systemd/system/mastodon-web.service',
    'Links:',
    'systemctl daemon-reload',
    'Connections:',
  ]) {
    expect(stdout).toContain(part)
  }
})

test('apply --practice --yes ends applied', () => {
  const { status, stdout } = tune('apply', '--practice', '--yes', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ outcome: { kind: 'applied' } })
})

test('plan --json is what the schema in the repository says', () => {
  const schema = readFileSync(join(import.meta.dirname, '../schema/plan.schema.json'), 'utf8')
  expect(schema).toBe(planJsonSchema())
  const read = z
    .fromJSONSchema(JSON.parse(schema))
    .safeParse(JSON.parse(tune('plan', '--practice', '--json').stdout))
  expect(read.error?.issues).toBeUndefined()
  expect(z.fromJSONSchema(JSON.parse(schema)).safeParse({ version: 1 }).success).toBe(false)
})

test('answers saved and given again lead to the same plan', () => {
  const settings = ['--layout', 'per-queue', '--queue', 'push=20x2', '--web', '2x5', '--sandbox', 'container']
  const first = tune('plan', '--practice', ...settings, '--save-answers', 'answers.yaml')
  expect(tune('plan', '--practice', '--answers', 'answers.yaml').stdout).toBe(first.stdout)
})

test('a saved plan that was edited is refused', () => {
  const saved = tune('plan', '--practice', '--json').stdout
  expect(tune('apply', '--practice', '--yes', '--plan', file('plan.json', saved)).status).toBe(0)
  const edited = saved.replaceAll('MAX_THREADS=5', 'MAX_THREADS=6')
  const { status, stderr } = tune('apply', '--practice', '--yes', '--plan', file('edited.json', edited))
  expect([status, stderr]).toEqual([1, expect.stringContaining('edited.json: the plan was edited')])
})

test('options before the command count as those after it', () => {
  const after = tune('plan', '--practice', '--web', '2x5')
  expect(tune('--practice', '--web', '2x5', 'plan')).toEqual(after)
  expect(after.status).toBe(2)
})

test('plan --root changes not a byte; apply --root writes files and links and starts nothing', () => {
  const root = serverFolder('nothing')
  const before = treeOf(root)
  const planned = tune('plan', '--root', root, '--user', 'mastodon')
  expect(planned.status, planned.stderr).toBe(2)
  expect(treeOf(root)).toEqual(before)
  const applied = tune('apply', '--root', root, '--user', 'mastodon', '--yes')
  expect(applied.status, applied.stderr).toBe(0)
  expect(treeOf(root).map(([path]) => path)).toContain(
    'etc/systemd/system/mastodon.target.wants/mastodon-web.service',
  )
  expect(tune('plan', '--root', root, '--user', 'mastodon').status).toBe(0)
})

test.each([
  [['plan', '--practice', '--cores', 'four'], '--cores four'],
  [['plan', '--practice', '--memory', 'much'], '--memory much'],
  [['plan', '--practice', '--web', '4'], '--web 4'],
  [['plan', '--practice', '--layout', 'many'], '--layout many: allowed are one, split, per-queue.'],
  [['plan', '--practice', '--sandbox', 'iron'], '--sandbox iron: allowed are stock, container, off.'],
  [['plan', '--practice', '--queue', 'push'], '--queue push'],
  [['plan', '--practice', '--layout', 'per-queue', '--queue', 'mailer=5'], '--queue mailer=5'],
  [['plan', '--practice', '--layout', 'per-queue', '--queue', 'push=0'], '--queue push=0'],
  [['plan', '--practice', '--layout', 'per-queue', '--queue', 'push=$(id)'], '--queue push=$(id)'],
  [['plan', '--practice', '--root', '/'], '--root and --practice'],
  [['plan', '--root', '/nowhere'], '--root /nowhere'],
  [['plan', '--answers', 'absent.yaml', '--practice'], 'absent.yaml'],
  [['plan', '--bogus'], '--bogus'],
  [['plan', 'extra', '--practice'], 'argument'],
  [['plan', '--practice', '--user', 'ghost'], '--user ghost'],
  [['apply', '--practice', '--yes', '--user', 'root'], '--user root'],
  [['plan', '--practice', '--queue', '__proto__=5'], '__proto__'],
  [['apply', '--practice', '--yes', '--plan', 'x.json', '--web', '2x5'], '--web'],
  [['apply', '--practice', '--yes', '--plan', ''], '--plan'],
  [['destroy'], 'destroy'],
  [['--cores', '2', 'undo', '--practice', '--list'], '--cores: undo does not take it; it takes --home, '],
  [['--memory', '2G', 'confirm', '--practice'], '--memory: confirm does not take it'],
  [['--save-answers', 'a.yaml', 'status', '--practice'], '--save-answers: status does not take it'],
  [['--web', '2x5', 'status', '--practice'], '--web: status does not take it'],
  [['--plain', 'plan', '--practice'], '--plain: plan does not take it'],
  [['resize', '--practice', 'all=26', '--plan', 'x.json'], '--plan'],
  [
    ['plan', '--practice', '--streaming', '100'],
    '--streaming 100: Streaming processes can\'t be "100": give a whole number from 0 to 99, or none.',
  ],
  [['apply', '--practice'], '--yes'],
  [['resize', 'push:40'], 'resize push:40: write NAME=THREADS'],
  [['resize', '--practice', 'psh=40'], 'did you mean push?'],
  [
    ['--practice', '--layout', 'splt'],
    '--layout splt: allowed are one, split, per-queue; did you mean split?',
  ],
  [['staus'], 'did you mean `mastodon-tune status`?'],
  [['apply', '--practice', '--yes', '--layout', 'per-queue', '--queue', 'scheduler=2x5'], 'scheduler'],
  [['apply', '--practice', '--yes', '--layout', 'per-queue', '--queue', 'push=none'], 'queue-unserved'],
  [[], 'terminal'],
])('%j is refused in a sentence that names what is wrong', (args, named) => {
  const { status, stdout, stderr } = tune(...args)
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain(named)
  expect(stderr).not.toContain('    at ')
})

test.each([
  ['cores: 2\nbogus: 1\n', 'bogus'],
  ['queues: [1, 2]\n', 'queues'],
  ['web: {a: 1}\n', 'web'],
  ['web: [unclosed\n', 'YAML'],
])('the answers file %j is refused', (text, named) => {
  const { status, stderr } = tune('plan', '--practice', '--answers', file('bad.yaml', text))
  expect([status, stderr]).toEqual([1, expect.stringContaining(named)])
})

test('help and version answer on stdout', () => {
  expect(tune('version')).toMatchObject({ status: 0, stdout: tune('-V').stdout, stderr: '' })
  expect(tune('help', 'resize')).toMatchObject({ status: 0, stdout: expect.stringContaining('--for') })
})

test('--version and --help answer on stdout', () => {
  expect(tune('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(tune('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--layout') })
  expect(tune('apply', '--help').stdout).toContain('--plan')
})
