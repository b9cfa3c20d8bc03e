import { connectionsAllowed, type Facts, isKnown } from '../known/facts.js'
import { bytes } from '../text/format.js'
import { type StatusLine, whyNot } from './line.js'

/** What is left of database connections, CPU and memory: one line each. */
export function machineLines(facts: Facts): readonly StatusLine[] {
  const { machine, postgres, evidence, settings } = facts
  const { idle, memoryFree } = isKnown(evidence) ? evidence.value : { idle: null, memoryFree: null }
  return [
    connections(),
    {
      text: `CPU          ${idle === null ? 'not known: it is measured along with the queues' : `${Math.round(idle * 100)} % idle`}`,
    },
    { text: `Memory       ${bytes(memoryFree ?? machine.memoryFree)} free of ${bytes(machine.memory)}` },
  ]

  function connections(): StatusLine {
    if (settings.pgbouncerClients !== undefined)
      return { text: `Connections  at most ${settings.pgbouncerClients}, by PgBouncer` }
    if (!isKnown(postgres)) return { text: `Connections  ${whyNot(facts, postgres.unknown)}`, tone: 'warn' }
    const { inUse } = postgres.value
    const limit = connectionsAllowed(postgres.value)
    return {
      text: `Connections  ${inUse} of ${limit} in use`,
      ...(inUse >= limit * 0.95 ? { tone: 'warn' } : {}),
    }
  }
}
