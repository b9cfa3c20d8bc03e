import { editedSince } from './apply/admin-edits.js'
import type { Entry } from './record/run.js'
import { fileOf, type Path, presentIn, type State, templateOf, type Unit } from './state.js'
import { forToday } from './undo/for-today.js'
import { oneHolderEach, withoutUnits } from './undo/holders.js'
import { withoutRun } from './undo/without-run.js'

/**
 * Where an undo leads, which of the files that it puts back somebody has edited since, and which
 * units that came since then have to go for it: in the place of what comes back, or holding what
 * only one may hold.
 */
export interface Undo {
  readonly target: State
  readonly edited: readonly Path[]
  readonly came: readonly Unit[]
}

/**
 * The server without what these runs changed, whatever else happened to it since: what they did not
 * touch stays as it is now.
 * @param runs the runs to take back, the newest first
 * @param date seconds since 1970: a surge that was to end before it is not brought back
 * @param queues what Mastodon has now, for Sidekiq processes that serve whatever there is
 */
export function undoOf(now: State, runs: readonly Entry[], date = 0, queues?: readonly string[]): Undo {
  const edited = new Set<Path>()
  let before = now
  for (const run of runs) {
    for (const path of editedSince(before, run)) edited.add(path)
    before = withoutRun(withoutUnits(before, cameInPlace(before, run)), run)
  }
  const possible = forToday(before, now, runs, date, queues)
  const oldest = runs.at(-1)
  const target = oldest === undefined ? possible : oneHolderEach(possible, oldest.from)
  const stays = presentIn(target)
  const known = new Set(runs.flatMap(({ from, to }) => [...presentIn(from), ...presentIn(to)]))
  return {
    target,
    edited: [...edited],
    came: presentIn(now).filter((unit) => !stays.includes(unit) && !known.has(unit)),
  }
}

/**
 * Instances of what a run changed that neither end of it knows: they came since, in the place of
 * those that it started.
 */
function cameInPlace(now: State, { from, to }: Entry): readonly Unit[] {
  const [old, made] = [presentIn(from), presentIn(to)]
  const known = [...old, ...made]
  const moved = known.filter((unit) => old.includes(unit) !== made.includes(unit))
  const templates = new Set(moved.map(templateOf))
  const isChanged = (unit: Unit) =>
    templates.has(templateOf(unit)) || from.files[fileOf(unit)] !== to.files[fileOf(unit)]
  const isInstance = (unit: Unit) => templateOf(unit) !== unit
  return presentIn(now).filter((unit) => isInstance(unit) && !known.includes(unit) && isChanged(unit))
}
