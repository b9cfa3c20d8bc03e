import { readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder, inputs, pieces } from '../support/hostile-inputs.js'
import { treeOf } from '../support/server-folder.js'
import { expectTame, serverWithSecrets, threeAtATime, tune } from '../support/server-with-secrets.js'

const some = Object.entries(pieces)

/** Options and what stands around the input in them. */
const settings: readonly (readonly [string, (input: string) => readonly string[]])[] = [
  ['--cores', (input) => ['--cores', input]],
  ['--memory', (input) => ['--memory', `${input}G`]],
  ['--web', (input) => ['--web', `2x${input}`]],
  ['--streaming', (input) => ['--streaming', input]],
  ['--layout', (input) => ['--layout', input]],
  ['a queue', (input) => ['--layout', 'per-queue', '--queue', `${input}=5`]],
  ['the size of a queue', (input) => ['--layout', 'per-queue', '--queue', `push=5${input}`]],
  ['--sandbox', (input) => ['--sandbox', input]],
  ['--drain', (input) => ['--drain', input]],
  ['--home', (input) => ['--home', input]],
  ['--user', (input) => ['--user', input]],
  ['--answers', (input) => ['--answers', input]],
  ['--plan', (input) => ['--plan', input]],
  ['a word too many', (input) => [input]],
]

test.each(settings)(
  'apply refuses every hostile value of %s and makes no file',
  { timeout: 180_000 },
  async (option, args) => {
    const root = serverWithSecrets()
    const before = treeOf(root)
    // A queue's name becomes a part of a unit's name, so each is tried alone.
    await threeAtATime(option === 'a queue' ? Object.entries(inputs) : some, async ([name, input]) => {
      expectTame(await tune('apply', '--yes', '--root', root, ...args(input)), [1], name)
    })
    expect(treeOf(root).filter(([path]) => !path.startsWith('run'))).toEqual(
      before.filter(([path]) => !path.startsWith('run')),
    )
  },
)

test('commands, --root, sizes, times and numbers refuse hostile values', { timeout: 180_000 }, async () => {
  await threeAtATime(some, async ([name, input]) => {
    expectTame(await tune(input), [1], `command: ${name}`)
    expectTame(await tune('plan', '--root', input), [1], `--root: ${name}`)
    expectTame(await tune('resize', '--practice', '--yes', `push=${input}`), [1], `resize: ${name}`)
    expectTame(
      await tune('resize', '--practice', '--yes', 'push=2x25', '--for', input),
      [1],
      `--for: ${name}`,
    )
    expectTame(await tune('undo', '--practice', '--yes', '--to', input), [1], `--to: ${name}`)
  })
})

test('a hostile name for a file that is written makes that file or is refused', {
  timeout: 120_000,
}, async () => {
  const before = readdirSync(folder)
  await threeAtATime(
    some.filter(([name]) => name !== 'a way out'),
    async ([name, input]) => {
      const status = name === 'a prototype' ? 2 : 1
      expectTame(
        await tune('plan', '--practice', '--save-answers', input),
        [status],
        `--save-answers: ${name}`,
      )
      expectTame(await tune('plan', '--practice', '--debug', `d${input}`), [status], `--debug: ${name}`)
    },
  )
  expect(readdirSync(folder).filter((name) => !before.includes(name))).toEqual(['__proto__', 'd__proto__'])
})

test('--save-answers and --debug follow no symlink, and --debug goes into no file of another kind', {
  timeout: 60_000,
}, async () => {
  writeFileSync(join(folder, 'precious'), 'precious\n')
  symlinkSync('precious', join(folder, 'trap'))
  symlinkSync('absent', join(folder, 'dangling'))
  for (const option of ['--save-answers', '--debug']) {
    for (const name of ['trap', 'dangling', '/dev/stdout', '.', '']) {
      expectTame(await tune('plan', '--practice', option, name), [1], `${option} ${name}`)
    }
  }
  expectTame(await tune('plan', '--practice', '--debug', 'precious'), [1], 'a file with something in it')
  expect(treeOf(folder).filter(([path]) => ['precious', 'absent'].includes(path))).toEqual([
    ['precious', 'precious\n'],
  ])
})
