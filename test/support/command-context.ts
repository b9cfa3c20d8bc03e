import type { Context } from '../../src/commands/context.js'
import type { Options } from '../../src/options/options.js'
import type { PracticeHost } from '../../src/practice/host.js'

/** A command's surroundings without a terminal, and what it said. */
export function contextOf(
  host: PracticeHost,
  options: Options = {},
): Context & { readonly said: string[]; readonly data: string[] } {
  const said: string[] = []
  const data: string[] = []
  return {
    host,
    options: { yes: true, ...options },
    out: (line) => void data.push(line),
    err: (line) => void said.push(line),
    ask: undefined,
    readFile: async () => '',
    writeFile: async () => undefined,
    signal: new AbortController().signal,
    toTheEnd: (work) => work(),
    said,
    data,
  }
}
