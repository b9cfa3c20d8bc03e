import { connectionLimit } from '../budget/connections.js'
import { type Facts, isKnown } from '../known/facts.js'
import { surgesIn } from '../units/surge.js'
import { type Advice, adviceFor } from './advice.js'
import type { StatusJson } from './json-schema.js'
import { unitsByKind } from './units.js'

/** Facts as `status --json` prints them; no jobs, no settings. */
export function statusJson(facts: Facts): StatusJson {
  const { settings, evidence, postgres, machine, state } = facts
  const load = isKnown(evidence) ? evidence.value : null
  const limits = isKnown(postgres) ? postgres.value : null
  const { limit, assumed } = connectionLimit(facts)
  const why = [settings.readable, evidence, postgres].flatMap((fact) =>
    'unknown' in fact ? [fact.unknown] : [],
  )
  return {
    units: unitsByKind(facts).map(({ unit, active, enabled }) => ({
      unit,
      active,
      enabled,
      kind: state.roles[unit]?.kind ?? null,
    })),
    processes:
      load?.now.processes.map(({ jobs: _jobs, queues, ...rest }) => ({
        ...rest,
        queues: [...queues],
      })) ?? null,
    queues: load?.now.queues.map((queue) => ({ ...queue })) ?? null,
    surges: Object.entries(surgesIn(state)).map(([label, surge]) => ({
      label,
      ...surge,
      units: [...surge.units],
    })),
    advice: isKnown(evidence) ? adviceFor(facts).flatMap(withCommand) : null,
    machine: { idle: load?.idle ?? null, memoryFree: load?.memoryFree ?? machine.memoryFree },
    connections: { inUse: limits?.inUse ?? null, limit: assumed ? null : limit },
    why: [...new Set(why)],
  }
}

/** What a script can carry out; the other reasons are for people. */
const withCommand = ({ label, reason, command }: Advice) =>
  command === undefined ? [] : [{ label, reason, command: [...command] }]
