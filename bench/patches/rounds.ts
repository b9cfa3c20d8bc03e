import { median, shuffled } from '../numbers.js'
import type { Copy } from '../start/copies.js'
import type { Node } from '../start/install.js'
import { keysOn } from '../start/keys.js'
import { start } from '../start/pty.js'
import { everyMeasure, type Measure, type Values } from './measures.js'
import type { Variant } from './variants.js'

type Round = Readonly<Partial<Record<Measure, number>>>

/** Keys take as long as ten starts. */
const roundsToKeys = 4

/** Starts all variants in each round, in an order of its own, and presses keys in some rounds. */
export async function measured(
  variants: readonly Variant[],
  node: Node,
  rounds: number,
): Promise<ReadonlyMap<string, Values>> {
  const taken = new Map<string, readonly Round[]>(variants.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const variant of shuffled(variants)) {
      const values = await once(variant, node, round % roundsToKeys === 0)
      // The first round warms the disk's cache.
      if (round >= 0) taken.set(variant.name, [...(taken.get(variant.name) ?? []), values])
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\n`)
  }
  return new Map([...taken].map(([name, all]) => [name, columns(all)]))
}

function columns(all: readonly Round[]): Values {
  const column = (measure: Measure) => all.map((values) => values[measure] ?? Number.NaN)
  return new Map(everyMeasure.map((measure) => [measure, column(measure)]))
}

async function once({ copy, size }: Variant, node: Node, withKeys: boolean): Promise<Round> {
  const round = { ...(await startOf(copy, node)), size: size / 1000 }
  if (!withKeys) return round
  const { reactions, cpu, peak } = await keysOn([node.path, copy.program, '--practice'])
  return { ...round, key: median(reactions.map(({ last }) => last)), keyWork: cpu, keyMemory: peak }
}

async function startOf({ program }: Copy, node: Node): Promise<Round> {
  const wizard = start([node.path, program, '--practice'])
  try {
    const frame = await wizard.until('Looking at this server')
    const frameWork = wizard.cpu()
    const found = await wizard.until('What I found')
    return { frame, frameWork, found, foundWork: wizard.cpu(), foundMemory: wizard.peak() }
  } finally {
    await wizard.kill()
  }
}
