// npm run bench:link: the wizard in a terminal behind 256 kbit/s and a round trip of 200 ms, on its practice server.
import { measured, type Speed } from './link/line.js'
import { type Measure, walk } from './link/walk.js'
import { markdown } from './markdown.js'
import { digits, median } from './numbers.js'

const speed: Speed = { rate: 256_000, delay: 100 }
const rounds = 3

/** What one row of the table says, over all rounds. */
function rowOf(what: string, all: readonly Measure[]): readonly string[] {
  const here = all.filter((each) => each.what === what)
  const keys = here.reduce((sum, each) => sum + each.keys, 0)
  const seen = here.reduce((sum, each) => sum + (each.seen ? each.keys : 0), 0)
  const each = here[0]?.keys ?? 0
  const counts = each === 0 ? ['–', '–'] : [`${keys}`, seen < keys ? `**${seen}**` : `${seen}`]
  const bytes = median(here.map((one) => one.bytes)) / Math.max(1, each)
  return [what, digits(median(here.map(({ ms }) => ms)), 0), bytes.toFixed(0), ...counts]
}

async function main(): Promise<void> {
  const line = await measured(speed)
  console.log(
    `A relay in this script between two ends of a pseudo-terminal, one for each way. Measured: ${line.roundTrip.toFixed(0)} ms for a byte there and back, ${(line.rate / 1000).toFixed(0)} kbit/s for 32 KB. Medians of ${rounds} rounds.\n`,
  )
  const all: Measure[] = []
  for (let round = 0; round < rounds; round++) all.push(...(await walk(speed)))
  const rows = [...new Set(all.map((each) => each.what))].map((what) => rowOf(what, all))
  console.log(
    markdown(['what', 'ms to the right screen', 'bytes down a key', 'keys sent', 'keys seen'], rows),
  )
  if (all.some(({ seen }) => !seen)) process.exitCode = 1
}

await main()
