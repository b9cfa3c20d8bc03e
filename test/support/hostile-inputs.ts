import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder that the tests work in, and the file that appears in it should any input ever be run as a command. */
export const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-hostile-'))
export const pwned = join(folder, 'pwned')

/** What somebody may put where a name or a number is expected; those of files besides. */
export const inputs: Readonly<Record<string, string>> = {
  'new lines': 'push\nExecStartPre=/bin/touch x\nmastodon-tune: all is well\r\n',
  specifiers: '%n%i%H%%',
  'a substitution': `$(touch ${pwned})`,
  'a second command': `1; touch ${pwned};`,
  backticks: `\`touch ${pwned}\``,
  colours: '\u001b[31;1mred\u001b[2J\u001b[H',
  'a title and a clipboard': '\u001b]0;owned\u0007\u001b]52;c;cm0gLXJm\u0007',
  'C1 commands': '\u009b31m\u0090q\u009c\u0085',
  'turned and hidden signs': '\u202egnp\u2066\u200b\u200d\ufeff\u2028\u{e0041}',
  'a way out': '../../../../etc/passwd',
  'a prototype': '__proto__',
  'an option': '--yes',
  'a very long name': 'x'.repeat(100_000),
}

const joined = (...names: readonly string[]) => names.map((name) => inputs[name]).join(' ')

/** The same in fewer pieces, for places that refuse what they get as a whole. */
export const pieces: Readonly<Record<string, string>> = {
  signs: joined('new lines', 'colours', 'a title and a clipboard', 'C1 commands', 'turned and hidden signs'),
  commands: joined('specifiers', 'a substitution', 'a second command', 'backticks'),
  'a way out': joined('a way out'),
  'a prototype': joined('a prototype'),
  'a very long name': joined('a very long name'),
}

/** What only a file can hold. */
export const contents: Readonly<Record<string, string>> = {
  ...inputs,
  nothing: '',
  NUL: 'a\0b: c\0\n',
  'a megabyte': 'A=b'.repeat(350_000),
  'a megabyte of blank lines': '\n'.repeat(1024 ** 2),
  'a megabyte of blanks': `a:${' '.repeat(1024 ** 2)}b`,
  'nesting without end': '['.repeat(200_000),
  'lists in lists': '- '.repeat(200_000),
  'openings only': '<%='.repeat(200_000),
  'quotes only': `A="\n`.repeat(100_000),
  'a number without end': `def major\n${'9'.repeat(100_000)}`,
  'bytes that are no text': '\ufffd\uffff\u0001\u0002\u0003',
  'a bomb of aliases': `a: &a [x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array(8).fill(`*${'abcdefghij'[at]}`).join(',')}]`).join('\n')}\n`,
  JSON: '{"version":1,"facts":{"state":null},"answers":{},"files":"x","actions":[null]}',
}
