import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { bytes, listed, plural } from '../text/format.js'

/**
 * All cores and all memory (bytes) that the kernel grants; what else runs here is taken off in the
 * budget.
 */
export function adviseMachine(facts: Facts): Pick<Answers, 'cores' | 'memory'> {
  return { cores: facts.machine.cores, memory: facts.machine.memory }
}

/** Why these cores and this memory are proposed. */
export function machineReason(facts: Facts): string {
  const { cores, coresSeen, memory } = facts.machine
  const seen = coresSeen > cores ? ` (the hardware shows ${coresSeen}, but no more are granted)` : ''
  const beside = [
    ...(facts.settings.databaseHere ? ['PostgreSQL'] : []),
    ...(facts.settings.redisHere ? ['Redis'] : []),
    'the system',
  ]
  const share = `What ${listed(beside)} ${beside.length > 1 ? 'need' : 'needs'} is already counted`
  return `This server has ${plural(cores, 'core')}${seen} and ${bytes(memory)} of memory. ${share}; say less only if other programs run here.`
}
