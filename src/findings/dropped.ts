import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { isServerVariable } from '../mastodon/variables.js'
import { isProcess, type Path, type Role, templateOf, type Unit, unitDirectory } from '../state.js'
import { listed } from '../text/format.js'
import { everySidekiqProcess } from '../units/names.js'
import type { OwnUnit } from '../units/service.js'
import type { Finding } from './finding.js'
import { type Lost, lostOf, successors } from './lost.js'
import { writtenUnits } from './written.js'

/**
 * Findings about what units set on purpose that those which replace them will not: the names alone,
 * for values may be secrets.
 */
export function droppedFindings(facts: Facts, answers: Answers): readonly Finding[] {
  const { roles } = facts.state
  const present = facts.units.filter(
    ({ unit, active, enabled }) => isProcess(roles[unit]) && (active || enabled),
  )
  const units = present.length === 0 ? [] : writtenUnits(facts, answers)
  const found = new Map<
    string,
    { readonly finding: (of: readonly Unit[]) => Finding; readonly of: Set<Unit> }
  >()
  for (const unit of present) {
    const kind = roles[unit.unit]?.kind
    const next = successors(unit.unit, kind, units)
    const lost = lostOf(facts, answers, unit, next)
    if (next.length === 0 || lost.directives.length + lost.variables.length === 0) continue
    const key = JSON.stringify([kind, lost])
    const same = found.get(key) ?? {
      finding: (of) => dropped(facts, of, lost, dropInFor(kind, next)),
      of: new Set<Unit>(),
    }
    same.of.add(templateOf(unit.unit))
    found.set(key, same)
  }
  return [...found.values()].map(({ finding, of }) => finding([...of]))
}

/** A drop-in that systemd reads for all of these units, in whatever layout. */
function dropInFor(kind: Role['kind'] | undefined, [first]: readonly OwnUnit[]): Path {
  const name = kind === 'sidekiq' ? everySidekiqProcess : templateOf(first?.unit ?? '')
  return `${unitDirectory}/${name}.d/local.conf`
}

function dropped(
  { mastodon }: Facts,
  units: readonly Unit[],
  { directives, variables }: Lost,
  dropIn: Path,
): Finding {
  const servers = variables.filter(isServerVariable)
  const noun = variables.length === 1 ? 'variable' : 'variables'
  const named = variables.length === 0 ? [] : [`the ${noun} ${listed(variables)}`]
  const what = [...(directives.length === 0 ? [] : [listed(directives)]), ...named].join(', and ')
  const [set, place] = units.length === 1 ? ['sets', 'its place'] : ['set', 'their place']
  const astray =
    servers.length === 0
      ? ''
      : ` Without ${listed(servers)} they would look for jobs and data in another place.`
  const inFile = `Put the ${noun} into ${mastodon.home}/.env.production`
  const inDropIn = `below [Service] into ${dropIn}, which systemd adds to the new units`
  const rest =
    directives.length === 0
      ? `, or with Environment= ${inDropIn}`
      : `, and what else you still need ${inDropIn}`
  const fix = variables.length === 0 ? `Put what you still need ${inDropIn}` : `${inFile}${rest}`
  return {
    id: 'unit-settings-dropped',
    level: servers.length === 0 ? 'warning' : 'error',
    text: `${listed(units)} ${set} ${what}: the units that take ${place} do not.${astray}`,
    fix: `${fix}. Then run this again.`,
  }
}
