import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { bytes, plural } from '../text/format.js'
import type { Finding } from './types.js'

/** Memory is typed in tenths of a gigabyte: so much above the machine's own still means the whole of it. */
const rounding = 1.05

/** Findings about answers that are meant for a larger machine than this one. */
export function machineFindings({ machine }: Facts, { cores, memory }: Answers): readonly Finding[] {
  const fix = 'Plan with what there is, unless this plan is for another machine.'
  const found: Finding[] = []
  if (cores > machine.cores) {
    const text = `Mastodon is given ${plural(cores, 'core')}, but this machine has ${machine.cores}: more processes would only wait for each other.`
    found.push({ id: 'cores-beyond-machine', level: 'warning', text, fix })
  }
  if (memory > machine.memory * rounding) {
    const text = `Mastodon is given ${bytes(memory)} of memory, but this machine has ${bytes(machine.memory)}: it would swap long before the limit that is shown.`
    found.push({ id: 'memory-beyond-machine', level: 'warning', text, fix })
  }
  return found
}
