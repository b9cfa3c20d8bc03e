import fc from 'fast-check'

/** Signs that mean something to systemd, a shell, a terminal, YAML or Ruby. */
const signs = [
  ...'%$"\'\\;#|&<>(){}[]*?~`! \t@=:,.-_/éß漢😀',
  '%i',
  '%%',
  `\${HOME}`,
  '$(id)',
  '\\x41',
  '\\n',
  '\\u202e',
  '{{',
  '<%= 1 %>',
  '\u2028',
  '\u00a0',
]
const hostile = [
  '\n',
  '\r',
  '\0',
  '\u001b[31m',
  '\u0085',
  '\u202e',
  '\ud800',
  '\ufeff',
  '\u007f',
  '\nExecStart=/bin/sh',
  '../',
]

const sign = fc.constantFrom(...signs)
const word = fc.string({
  unit: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...'abcXYZ019') }, sign),
  maxLength: 20,
})

/** Texts that a unit file may well hold. */
export const anyOddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 40, arbitrary: word },
  fc.constantFrom('\ufdd0', 'a\ufffe'),
)
/** Texts of any kind, control characters and half characters among them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  word,
  fc.string({ unit: fc.oneof(sign, fc.constantFrom(...hostile)), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '-',
    '--help',
    'null',
    'none',
    '1e3',
    '0x10',
    '１２',
    '-1',
    '1.5',
    '99999999999999999999',
    '__proto__',
    'constructor',
  ),
  fc.integer({ min: 1000, max: 3000 }).map((length) => 'a'.repeat(length)),
)

/** Absolute paths of such texts. */
export const anyPath = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`)
