import type { Entry } from '../record/run.js'
import { fileOf, nameOf, type State } from '../state.js'
import { valuesOf, words } from '../systemd/unit-text.js'
import { surgeUnitsOf } from '../units/names.js'
import { surgesIn } from '../units/surge.js'

/**
 * A state of long ago as it can be today: without surges that are over, with files that were
 * deleted, with the queues of now.
 */
export function forToday(
  state: State,
  now: State,
  runs: readonly Entry[],
  date: number,
  queues: readonly string[] = [],
): State {
  return withQueues(withDeletedFiles(withoutPastSurges(state, now, date), runs), queues)
}

/** Without the surges that would come back although their end is over. */
function withoutPastSurges(state: State, now: State, date: number): State {
  const standing = surgesIn(now)
  const past = Object.entries(surgesIn(state)).filter(
    ([label, { until }]) => until <= date && !(label in standing),
  )
  const units = past.flatMap(([label, surge]) => [...surge.units, ...Object.values(surgeUnitsOf(label))])
  const files = new Set(units.map(fileOf))
  const linksOne = (path: string) => units.some((unit) => path.endsWith(`/${unit}`))
  return {
    ...state,
    files: Object.fromEntries(Object.entries(state.files).filter(([path]) => !files.has(path))),
    links: Object.fromEntries(Object.entries(state.links).filter(([path]) => !linksOne(path))),
    active: state.active.filter((unit) => !units.includes(unit)),
  }
}

/**
 * With the files that somebody deleted although the units that come back need them, and as what
 * those units were with them.
 */
function withDeletedFiles(state: State, runs: readonly Entry[]): State {
  const files = { ...state.files }
  const roles = { ...state.roles }
  const units = [...state.active, ...Object.keys(state.links).map(nameOf)]
  for (const unit of new Set(units)) {
    const path = fileOf(unit)
    const from = runs.findLast((run) => path in run.from.files)?.from
    if (path in state.files || path in state.links || from?.files[path] === undefined) continue
    files[path] = from.files[path]
    const role = from.roles[unit]
    if (role !== undefined) roles[unit] = role
  }
  return { ...state, files, roles }
}

/** With the queues that Mastodon has now, for those processes whose text names none. */
function withQueues(state: State, queues: readonly string[]): State {
  if (queues.length === 0) return state
  const roles = Object.entries(state.roles).map(([unit, role]) => {
    const servesAll = role.kind === 'sidekiq' && namesNoQueue(state.files[fileOf(unit)])
    return [unit, servesAll ? { ...role, queues } : role] as const
  })
  return { ...state, roles: Object.fromEntries(roles) }
}

function namesNoQueue(text: string | undefined): boolean {
  if (text === undefined) return false
  const command = valuesOf(text, 'ExecStart')[0] ?? ''
  return !words(command).some((word) => /^(-q|--queue)/.test(word))
}
