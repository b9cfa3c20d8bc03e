import { expect, test } from 'vitest'
import { applyCommand } from '../../src/commands/apply.js'
import { planCommand } from '../../src/commands/plan.js'
import { assertMayOpen } from '../../src/commands/run/may-open.js'
import { undoCommand } from '../../src/commands/undo.js'
import type { Options } from '../../src/options/options.js'
import { type PracticeHost, practiceHost } from '../../src/practice/host.js'
import { contextOf } from '../support/command-context.js'

/** A practice server on which nothing may be locked or changed; where `silent`, nothing may be read either. */
function untouchable(silent = false): PracticeHost {
  const refuse = (what: string) => async () => {
    throw new Error(`Something was ${what}.`)
  }
  const host = practiceHost()
  const nothing = {
    lock: refuse('locked'),
    write: refuse('written'),
    remove: refuse('removed'),
    link: refuse('linked'),
    makeDirectory: refuse('made'),
  }
  return { ...host, ...nothing, ...(silent ? { read: refuse('read'), run: refuse('run') } : {}) }
}

/** Why a command is refused where nobody can be asked. */
const refusal = (command: (context: ReturnType<typeof contextOf>) => Promise<unknown>, options: Options) =>
  command(contextOf(untouchable(), { yes: false, ...options })).then(
    () => 'It was done.',
    (error: Error) => error.message,
  )

test.each([
  [
    'apply',
    applyCommand,
    { queue: ['psh=25'] },
    /^--queue psh=25: with the layout split, allowed are mail, rest; .*; did you mean push\?$/,
  ],
  [
    'apply',
    applyCommand,
    { layout: 'per-queue', queue: ['psh=25'] },
    /^--queue psh=25: .*; did you mean push\?$/,
  ],
  [
    'apply',
    applyCommand,
    { layout: 'per-queue', queue: ['scheduler=5x2'] },
    /^--queue scheduler=5x2: .*only one process may serve/,
  ],
  ['apply', applyCommand, { queue: ['web=4x5'] }, /^--queue web=4x5: it is no queue; write --web 4x5\.$/],
  [
    'resize',
    applyCommand,
    { sizes: ['psh=40'] },
    /^resize psh=40: with the layout one, allowed are all; .*; did you mean push\?$/,
  ],
  ['resize', applyCommand, { sizes: ['al=40'] }, /^resize al=40: .*; did you mean all\?$/],
  ['resize', applyCommand, { sizes: ['web=4x5'] }, /^resize web=4x5: it is no queue; write --web 4x5\.$/],
  [
    'resize',
    applyCommand,
    { sizes: ['psh=25x4'], for: '6h' },
    /^resize psh=25x4 --for: .*; did you mean push\?$/,
  ],
  [
    'resize',
    applyCommand,
    { sizes: ['all=25x4'], for: '6h' },
    /^resize all=25x4 --for: all holds the scheduler/,
  ],
  ['apply', applyCommand, { home: '/nowhere' }, /\/nowhere/],
  ['apply', applyCommand, { user: 'ghost' }, /ghost/],
  ['undo', undoCommand, { to: '7' }, /nothing left to undo/],
  ['undo', undoCommand, { finish: true }, /^undo --finish: no run was cut off/],
  [
    'the wizard',
    assertMayOpen,
    { layout: 'per-queue', queue: ['psh=25'] },
    /^--queue psh=25: .*; did you mean push\?$/,
  ],
] as const)(
  'without a terminal %s says first what the server can not take: %#',
  async (_, command, options, sentence) => {
    expect(await refusal(command, options)).toMatch(sentence)
  },
)

test.each([
  ['apply', applyCommand, { layout: 'per-queue', queue: ['push=25'] }, /add --yes/],
  ['resize', applyCommand, { sizes: ['all=40'] }, /add --yes/],
  ['apply without options', applyCommand, {}, /add --yes/],
  ['the wizard', assertMayOpen, { web: '2x5' }, /The wizard needs a terminal/],
] as const)(
  'where the input is right, %s says that there is no terminal',
  async (_, command, options, sentence) => {
    expect(await refusal(command, options)).toMatch(sentence)
  },
)

test('a run to go back before is looked for before a terminal is', async () => {
  const host = practiceHost()
  expect(await applyCommand(contextOf(host, { layout: 'split' }))).toBe(0)
  const without = (options: Options) => undoCommand(contextOf(host, { yes: false, ...options }))
  await expect(without({ to: '7' })).rejects.toThrow(
    'undo --to 7: there is no such run to go back before; there are 1',
  )
  await expect(without({ to: '1' })).rejects.toThrow('add --yes')
})

test.each([
  ['web: 4x\n', 'web in answers.yaml: 4x: Web can\'t be "4x"'],
  ['layout: splt\n', 'layout in answers.yaml: splt: allowed are one, split, per-queue; did you mean split?'],
  ['queues:\n  push: 0\n', 'queue in answers.yaml: push=0: push can\'t be "0"'],
  ['bogus: 1\n', 'answers.yaml: bogus is not what is expected'],
])('the answers file %j is refused before the server is looked at', async (text, sentence) => {
  for (const command of [applyCommand, planCommand]) {
    const context = {
      ...contextOf(untouchable(true), { answers: 'answers.yaml' }),
      readFile: async () => text,
    }
    await expect(command(context)).rejects.toThrow(sentence)
  }
})

test('a file that holds no plan is refused before the server is looked at', async () => {
  const context = { ...contextOf(untouchable(true), { plan: 'x.json' }), readFile: async () => '{}' }
  await expect(applyCommand(context)).rejects.toThrow('--plan x.json: ')
})
