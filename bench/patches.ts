// npm run bench:patches [-- ROUNDS [PATCH+PATCH …]]: what each patch of build/patches is good for, by leaving it out.
import { setPriority } from 'node:os'
import { patches } from '../build/patches.js'
import { figures, gains } from './patches/gains.js'
import { measured } from './patches/rounds.js'
import { type Variant, variantWithout } from './patches/variants.js'

const [rounds = '40', ...named] = process.argv.slice(2)
const node = { path: process.execPath, version: process.version }
const [shipped, again] = ['nothing', 'nothing, once more'] as const

async function main(): Promise<void> {
  takePriority()
  const variants: Variant[] = []
  const notBuilt: string[] = []
  try {
    // The same program twice: what differs there is noise.
    for (const name of [shipped, again]) variants.push(await variantWithout([], name, node))
    for (const name of named.length > 0 ? named : patches.map((patch) => patch.name)) {
      const variant = await variantWithout(name.split('+'), name, node).catch((error: Error) => error)
      if (variant instanceof Error) notBuilt.push(`Not built without ${name}: ${variant.message}`)
      else variants.push(variant)
    }
    await compare(variants)
    for (const line of notBuilt) console.log(`\n${line}`)
  } finally {
    for (const { copy } of variants) copy.remove()
  }
}

async function compare(variants: readonly Variant[]): Promise<void> {
  const values = await measured(variants, node, Number(rounds))
  const base = values.get(shipped) ?? new Map()
  const noise = values.get(again) ?? new Map()
  const without = new Map([...values].filter(([name]) => name !== shipped))
  console.log(`Node ${node.version}, terminal of 80x24, ${rounds} shuffled rounds, keys in every fourth.\n`)
  console.log(`${figures(base, without)}\n\n${gains(base, noise, without)}`)
}

/** Before others on this machine, where root allows it. */
function takePriority(): void {
  try {
    setPriority(-5)
  } catch {
    console.error('Not root: measured without priority.')
  }
}

await main()
