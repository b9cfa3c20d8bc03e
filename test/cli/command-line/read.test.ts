import { expect, test } from 'vitest'
import { bareWizard } from '../../../src/cli/command-line/bare.js'
import { commandRows, commandTable } from '../../../src/cli/command-line/commands.js'
import { readCommandLine } from '../../../src/cli/command-line/read.js'
import type { CommandRow } from '../../../src/cli/command-line/rows.js'
import { usualDrain } from '../../../src/mastodon/times.js'
import { version } from '../../../src/version.js'

const words = (line: string) => line.split(' ').filter((word) => word !== '')
const read = (line: string) => readCommandLine(words(line))
const text = (line: string) => {
  const asked = read(line)
  return asked.kind === 'text' ? asked.text : ''
}
const options = (line: string) => {
  const asked = read(line)
  return asked.kind === 'command' ? { command: asked.name, ...asked.options } : asked
}

/** Why a command line is refused: one sentence of one line. */
function refusal(line: string): string {
  try {
    read(line)
  } catch (error) {
    const { message } = error as Error
    expect(message.split('\n')).toHaveLength(1)
    expect(message).not.toContain('\\n')
    return message
  }
  return 'It was taken.'
}

const rows = Object.entries<CommandRow>(commandTable)

test('without a command it is the wizard', () => {
  expect(options('')).toEqual({ command: 'wizard' })
  expect(options('--plain --web 2x5')).toEqual({ command: 'wizard', plain: true, web: '2x5' })
})

test('words that say only how it is to open are read as every other command line is, and no others are', () => {
  for (const line of ['', '--practice', '--plain', '--no-color', '--no-color --practice --plain --practice'])
    expect(bareWizard(words(line))).toEqual(read(line))
  for (const line of ['plan', '--practice plan', '--practice --web 2x5', '--web', '-V', '--', 'toString'])
    expect(bareWizard(words(line))).toBeUndefined()
})

test('options are taken before the name of a command and after it, repeated ones together', () => {
  const all = { command: 'plan', root: '/srv', queue: ['push=5', 'pull=4'], color: false, saveAnswers: 'a' }
  expect(options('plan --root /srv --queue push=5 --queue pull=4 --no-color --save-answers a')).toEqual(all)
  expect(options('--root /srv --no-color plan --queue push=5 --queue=pull=4 --save-answers=a')).toEqual(all)
})

test('-y is --yes', () => {
  for (const command of ['apply', 'undo']) expect(options(`${command} -y`)).toEqual({ command, yes: true })
  expect(options('resize -y push=40')).toEqual({ command: 'resize', yes: true, sizes: ['push=40'] })
})

test('what systemd asks of undo is taken and told nowhere', () => {
  expect(options('undo --yes --number 3')).toMatchObject({ number: '3' })
  expect(text('undo --help')).not.toContain('--number')
})

test('version, -V and --version tell the version', () => {
  for (const line of ['version', '-V', '--version']) expect(text(line).trim()).toBe(version)
})

test('help, -h and --help tell of the program, and of each command by its name', () => {
  const whole = text('--help')
  for (const line of ['help', '-h']) expect(text(line)).toBe(whole)
  for (const name of commandRows.keys()) {
    expect(whole).toContain(`\n  ${name}`)
    const own = text(`${name} --help`)
    expect(own).toContain(`Usage: mastodon-tune ${name}`)
    for (const line of [`help ${name}`, `${name} -h`]) expect(text(line)).toBe(own)
  }
})

test.each(rows)(
  'the help of %s tells its options, what each exit status means, and an example',
  (name, row) => {
    const told = text(name === 'wizard' ? '--help' : `help ${name}`)
    for (const option of row.options.filter(({ hidden }) => !hidden))
      expect(told).toContain(`--${option.name}`)
    for (const [status, meaning] of Object.entries(row.exits))
      expect(told).toMatch(new RegExp(`^ +${status} +${meaning}$`, 'm'))
    expect(told).toContain(`\n  mastodon-tune ${row.example}\n`)
  },
)

test('the help tells the time that jobs get unless --drain says otherwise', () => {
  expect(text('help apply').replace(/\s+/g, ' ')).toContain(`before their process stops (${usualDrain})`)
})

test.each(rows)('the example of %s asks for that command', (name, { example }) => {
  const asked = read(example)
  expect(asked.kind === 'text' ? words(example)[0] : asked.name).toBe(name)
})

test.each([
  ['staus', 'status'],
  ['pln', 'plan'],
  ['PLAN', 'plan'],
  ['aply', 'apply'],
  ['rezise', 'resize'],
  ['udno', 'undo'],
  ['cofirm', 'confirm'],
  ['hlep', 'help'],
  ['rollback', 'undo'],
  ['revert', 'undo'],
  ['restore', 'undo'],
  ['roll-back', 'undo'],
  ['history', 'undo --list'],
  ['doctor', 'status'],
  ['diagnose', 'status'],
  ['watch', 'status --watch'],
  ['dry-run', 'plan'],
  ['preview', 'plan'],
  ['diff', 'plan'],
  ['scale', 'resize'],
  ['push=40', 'resize push=40'],
  ['help staus', 'status'],
])('asked for %s, the command %s is named', (line, command) => {
  const word = words(line).at(-1)
  expect(refusal(line)).toBe(`${word}: there is no such command; did you mean \`mastodon-tune ${command}\`?`)
})

test.each(['quit', 'check', 'explain', 'export', 'fleet', 'completion', '__proto__', 'constructor', ''])(
  'asked for %j, every command is named',
  (word) => {
    expect(() => readCommandLine([word])).toThrow(
      `${word}: there is no such command; there are plan, apply, resize, undo, confirm, status, help and version, and without a command the wizard opens.`,
    )
  },
)

test('asked for the wizard, how it opens is told', () => {
  for (const word of ['wizard', 'setup'])
    expect(refusal(word)).toBe(
      `${word}: there is no such command; \`mastodon-tune\` without a command opens the wizard.`,
    )
})

test.each([
  ['plan --qeue push=25', '--qeue: there is no such option; did you mean --queue?'],
  ['plan --qeue=push=25', '--qeue: there is no such option; did you mean --queue?'],
  ['plan --QUEUE push=25', '--QUEUE: there is no such option; did you mean --queue?'],
  ['--sandbx off', '--sandbx: there is no such option; did you mean --sandbox?'],
  ['status --wach', '--wach: there is no such option; did you mean --watch?'],
  ['apply --dry-run', '--dry-run: there is no such option; did you mean `mastodon-tune plan`?'],
  ['apply -n', '-n: there is no such option; did you mean `mastodon-tune plan`?'],
  ['plan --dry-run', '--dry-run: there is no such option; plan does that without one.'],
  ['apply --rollback', '--rollback: there is no such option; did you mean `mastodon-tune undo`?'],
  ['plan -v', '-v: there is no such option; did you mean `mastodon-tune version`?'],
  ['--status', '--status: there is no such option; did you mean `mastodon-tune status`?'],
  [
    'plan --confrim 5m',
    '--confrim: there is no such option; did you mean --confirm, which is for apply and resize?',
  ],
  ['-y apply', '--yes: it belongs behind the command; write `mastodon-tune apply --yes`.'],
  ['plan --json=3', '--json=3: --json takes no value.'],
  ['plan --drain', '--drain: its value is missing; write --drain seconds.'],
])('%s: %s', (line, sentence) => expect(refusal(line)).toBe(sentence))

test.each([
  ['plan --confirm 5m', '--confirm', 'plan', 'apply and resize'],
  ['plan -y', '--yes', 'plan', 'apply, resize and undo'],
  ['-y', '--yes', 'the wizard', 'apply, resize and undo'],
  ['--cores 2 undo', '--cores', 'undo', 'the wizard, plan, apply and resize'],
  ['status --web 2x5', '--web', 'status', 'the wizard, plan, apply and resize'],
])('%s is refused, with the commands that take %s', (line, flag, name, takers) => {
  const sentence = refusal(line)
  expect(sentence).toMatch(new RegExp(`^${flag}: ${name} does not take it; it takes --home, .*--[a-z]+, `))
  expect(sentence).toMatch(new RegExp(`, and ${flag} is for ${takers}\\.$`))
})

test('an option that nobody has is refused with those that there are', () => {
  expect(refusal('confirm --bogus')).toBe(
    '--bogus: there is no such option; confirm takes --home, --user, --root, --practice, --debug, --no-color.',
  )
  expect(refusal('--practice version')).toContain('--practice: version does not take it; it takes no options')
})

test.each([
  ['plan --queue push 25', '--queue push 25: write it as one word, --queue push=25.'],
  ['plan push=25', 'push=25: plan takes no argument; did you mean --queue push=25?'],
  ['plan json', 'json: plan takes no argument; did you mean --json?'],
  ['apply extra', 'extra: apply takes no argument.'],
  ['help plan apply', 'apply: help takes one argument only, the command to tell of.'],
])('a word too many: %s', (line, sentence) => expect(refusal(line)).toBe(sentence))

test('a command line of a megabyte is refused at once', () => {
  const long = 'x'.repeat(1024 ** 2)
  for (const line of [long, `--${long}`, `plan ${long}`]) expect(refusal(line).length).toBeLessThan(700)
})
