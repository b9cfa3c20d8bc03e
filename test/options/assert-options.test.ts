import { describe, expect, test } from 'vitest'
import { commandTable } from '../../src/cli/command-line/commands.js'
import { readCommandLine } from '../../src/cli/command-line/read.js'
import type { CommandRow } from '../../src/cli/command-line/rows.js'
import { assertOptions } from '../../src/options/assert-options.js'

/** Reads a command line and judges its values: nothing of a server is there. Why it is refused. */
function refusal(...words: readonly string[]): string {
  const asked = readCommandLine(words)
  if (asked.kind === 'text') throw new Error(`${words.join(' ')} asks for a text.`)
  try {
    assertOptions(asked.options)
  } catch (error) {
    return (error as Error).message
  }
  return 'It was taken.'
}

/** For each option with a value, wrong ones, and what the sentence says is allowed. */
const wrong: Readonly<Record<string, readonly (readonly [value: string, allowed: string])[]>> = {
  home: [['', 'give the name of a folder']],
  user: [['', 'give the name of a user']],
  root: [['', 'give the name of a folder']],
  debug: [['', 'give the name of a file']],
  answers: [['', 'give the name of a file']],
  'save-answers': [['', 'give the name of a file']],
  plan: [['', 'give the name of a file']],
  cores: ['x', '0', '-1', '1.5', '2000'].map((value) => [value, 'a whole number from 1 to 1024']),
  memory: [
    ['abc', 'a number with a unit, such as 8G'],
    ['1M', 'at least 512 MB'],
    ['4096', 'a number with a unit'],
  ],
  web: ['4x', 'x5', 'four', '4x0', '4x500', '200x5'].map((value) => [value, 'such as 4x5']),
  streaming: ['x', '100', '-1'].map((value) => [value, 'a whole number from 0 to 99, or none']),
  layout: [
    ['foo', 'allowed are one, split, per-queue.'],
    ['splt', 'allowed are one, split, per-queue; did you mean split?'],
    ['perqueue', 'did you mean per-queue?'],
    ['One', 'did you mean one?'],
  ],
  queue: [
    ['push', 'write NAME='],
    ['push:25', 'did you mean push=25?'],
    ['push@25', 'did you mean push=25?'],
    ['push 25', 'did you mean push=25?'],
    ['=5', 'write NAME='],
    ['push=', 'write NAME='],
    ['push=0', 'give threads'],
    ['push=x', 'give threads'],
    ['push=51', 'at most 50 threads'],
    ['web=4x500', 'it is no queue; write --web 4x500.'],
  ],
  sandbox: [
    ['iron', 'allowed are stock, container, off.'],
    ['stok', 'allowed are stock, container, off; did you mean stock?'],
    ['of', 'did you mean off?'],
  ],
  drain: ['x', '-1', '1.5', '5m', '90000'].map((value) => [value, 'the seconds']),
  for: ['1y', '6', '5s', '40d', ''].map((value) => [value, 'such as 6h, 90m or 2d']),
  confirm: ['5x', 'soon', '1s'].map((value) => [value, 'such as 6h, 90m or 2d']),
  to: ['x', '0', '', '1.0', '-1'].map((value) => [value, 'give the number of a run']),
  number: [['x', 'give the number of a run']],
}

/** What each command needs besides. */
const besides: Readonly<Record<string, readonly string[]>> = { resize: ['push=40'] }

const commands = Object.entries<CommandRow>(commandTable)
const cases = commands.flatMap(([name, { options }]) =>
  options
    .filter(({ value }) => value !== undefined)
    .flatMap((option) =>
      (wrong[option.name] ?? []).map(([value, allowed]) => ({
        name,
        flag: `--${option.name}`,
        value,
        allowed,
      })),
    ),
)

test('there is a wrong value of every option that takes one', () => {
  const all = commands.flatMap(([, { options }]) => options.filter(({ value }) => value !== undefined))
  expect(new Set(all.map(({ name }) => name))).toEqual(new Set(Object.keys(wrong)))
})

describe('before anything is looked at', () => {
  test.each(cases)(
    '$name $flag "$value" is refused with what is allowed',
    ({ name, flag, value, allowed }) => {
      const command = name === 'wizard' ? [] : [name, ...(besides[name] ?? [])]
      const sentence = refusal(...command, `${flag}=${value}`)
      expect(sentence).toContain(`${flag} ${value}`.trim())
      expect(sentence).toContain(allowed)
      expect(sentence).not.toMatch(/\n|\\n/)
    },
  )

  test.each([
    [['push:40'], 'resize push:40: write NAME=', 'did you mean push=40?'],
    [['push', '40'], 'resize push: write NAME=', 'did you mean push=40?'],
    [['push'], 'resize push: write NAME=', ''],
    [['push=0'], 'resize push=0: ', 'give threads'],
    [['push=40', 'pull=x'], 'resize pull=x: ', 'give threads'],
    [['layout=split'], 'resize layout=split: ', 'it is no queue; write --layout split.'],
    [[], 'resize: say which queue gets which size', '`resize push=40`'],
  ])('resize %j is refused', (sizes, said, allowed) => {
    const sentence = refusal('resize', ...sizes)
    expect(sentence).toContain(said)
    expect(sentence).toContain(allowed)
  })

  test('one server is named, not two', () => {
    for (const [name] of commands.filter(([name]) => !['help', 'version'].includes(name)))
      expect(refusal(...(name === 'wizard' ? [] : [name]), '--root', '/', '--practice')).toBe(
        '--root and --practice exclude each other: name one server.',
      )
  })

  test.each(['--answers=a', '--cores=2', '--layout=one', '--queue=push=5', '--web=4x5'])(
    'a saved plan is applied as it is, without %s',
    (option) => {
      expect(refusal('apply', '--plan', 'x.json', option)).toBe(
        `--plan x.json: a saved plan is applied as it is, so ${option.split('=')[0]} can't be given beside it.`,
      )
    },
  )
})

test('right values are taken', () => {
  for (const line of [
    'plan --cores 2 --memory 7.5G --web 0x5 --streaming none --layout per-queue --sandbox off --drain 0',
    'plan --web none --queue push=25x2 --queue pull=none --queue mailers=5',
    'resize push=40 pull=10x2 --for 1h30m --confirm 5m --drain 90s',
    'undo --to 12',
    'undo --number 3',
    'apply --plan x.json --drain 5',
  ])
    expect(refusal(...line.split(' '))).toBe('It was taken.')
})
