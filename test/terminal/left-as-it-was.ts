import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { env, first, type Place, within } from '../support/places.js'
import { openTerminal, type TestTerminal } from '../support/terminal.js'

/** A program in a terminal whose modes are noted before and after it, and which says something after it. */
export interface Watched {
  readonly terminal: TestTerminal
  /** Sends it a signal. */
  signal(name: 'TERM' | 'HUP'): void
  /** Has an error be thrown in it, from nowhere. */
  crash(): void
  /** Waits for its end and sees that the terminal is as it was. Its exit status. */
  leavesAllAsItWas(): Promise<number>
}

const said = 'said afterwards'

/** Starts a program between two looks at its terminal. */
export async function watch(argv: readonly string[], shows: Place['shows'] = first.shows): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-exits-'))
  const file = (name: string) => join(folder, name)
  // Ctrl-C reaches all that is in the terminal once its modes are as before.
  const script = `trap : INT
stty -a >${file('before')}
sh -c 'echo $$ >${file('pid')}; exec ${argv.join(' ')}'
status=$?
stty -a >${file('after')}
printf '${said}'
exit $status`
  const crash = {
    CRASH_WHEN: file('crash'),
    NODE_OPTIONS: `--require ${join(import.meta.dirname, 'crash.cjs')}`,
  }
  const terminal = openTerminal(['sh', '-c', script], { env: { ...env, ...crash } })
  await terminal.waitFor(shows, { within })
  return {
    terminal,
    signal: (name) => void process.kill(Number(readFileSync(file('pid'), 'utf8')), `SIG${name}`),
    crash: () => writeFileSync(file('crash'), ''),
    async leavesAllAsItWas() {
      const status = await terminal.exited
      expect(readFileSync(file('after'), 'utf8')).toBe(readFileSync(file('before'), 'utf8'))
      rmSync(folder, { recursive: true })
      // At the start of a row: nothing of ours stands before it. Its last words may arrive after the news of its end.
      await terminal.waitFor(said, { within })
      expect(terminal.screen()).toContain(said)
      expect(leftOver(terminal.raw())).toEqual([])
      return status
    },
  }
}

/** The modes that these bytes leave a terminal in, of those that a program has to end itself. */
export function leftOver(raw: string): readonly string[] {
  const modes = new Map<string, boolean>()
  for (const [, names = '', set] of raw.matchAll(/\x1b\[\?([\d;]+)([hl])/g)) {
    for (const name of names.split(';')) modes.set(name, set === 'h')
  }
  // The cursor and the wrapping of lines are on by themselves; all else is off.
  const changed = [...modes]
    .filter(([name, on]) => on !== ['25', '7'].includes(name))
    .map(([name]) => `?${name}`)
  const keypad = /\x1b=(?!.*\x1b>)/s.test(raw) ? ['='] : []
  const half = /\x1b(\[[0-?]*[ -/]*)?$/.test(raw) ? ['half a sequence'] : []
  return [...changed, ...styles(raw), ...keypad, ...half]
}

/** Which style each number of SGR belongs to; what ends a style stands first. */
const kinds: readonly (readonly [ends: number, begins: (style: number) => boolean])[] = [
  [22, (style) => style === 1 || style === 2],
  [23, (style) => style === 3],
  [24, (style) => style === 4],
  [27, (style) => style === 7],
  [39, (style) => (style >= 30 && style <= 38) || style >= 90],
  [49, (style) => style >= 40 && style <= 48],
]

/** The styles that text written next would have. */
function styles(raw: string): readonly string[] {
  const now = new Map<number, number>()
  for (const [, numbers = ''] of raw.matchAll(/\x1b\[([\d;]*)m/g)) {
    // 256 colours and true colours: only the first number says which style it is.
    const all = numbers.replace(/([34]8);(5;\d+|2;\d+;\d+;\d+)/g, '$1').split(';')
    for (const style of all.map(Number)) {
      if (style === 0) now.clear()
      for (const [ends, begins] of kinds) {
        if (style === ends) now.delete(ends)
        else if (begins(style)) now.set(ends, style)
      }
    }
  }
  return [...now.values()].map((style) => `${style}m`)
}
