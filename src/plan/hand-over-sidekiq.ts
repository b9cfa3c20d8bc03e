import type { State, Unit } from '../state.js'
import { bringUp, type Draft, enable, quietAndDrain, restartInPlace, stopAndDisable } from './draft.js'
import { makeRoom } from './make-room.js'
import { leavingFirst, relieve } from './relieve.js'

/** Sidekiq: the new first, then the one that holds `scheduler`, then what stays but changed. */
export function handOverSidekiq(draft: Draft): void {
  const { from, to, change } = draft
  const leaving = leavingFirst(draft)
  const held = new Set(leaving.flatMap((unit) => from.roles[unit]?.claims ?? []))
  const come = change.come.filter((unit) => isSidekiq(to, unit))
  // What claims the same may only come once that has left.
  const waiting = come.filter((unit) => to.roles[unit]?.claims.some((claim) => held.has(claim)))
  const late = bringUpBeside(
    draft,
    come.filter((unit) => !waiting.includes(unit)),
    leaving,
  )
  exchange(draft, leaving)
  for (const unit of [...waiting, ...late]) bringUpInRoom(draft, unit)
  for (const unit of change.restart.filter((each) => isSidekiq(to, each))) {
    relieve(draft, [unit])
    restartInPlace(draft, unit)
  }
}

/**
 * Brings up what needs to wait for nobody. Hands back what does not fit yet: what leaves in any
 * case may make the room.
 */
function bringUpBeside(draft: Draft, units: readonly Unit[], leaving: readonly Unit[]): readonly Unit[] {
  const late: Unit[] = []
  for (const unit of units) {
    const fits = makeRoom(draft, unit)
    if (fits || leaving.length === 0) bringUp(draft, unit)
    else late.push(unit)
  }
  return late
}

/**
 * Takes down what must have left before others come; those of it that are wanted again come up from
 * their new text.
 */
function exchange(draft: Draft, leaving: readonly Unit[]): void {
  if (leaving.length === 0) return
  relieve(draft, leaving)
  quietAndDrain(draft, leaving)
  for (const unit of leaving) stopAndDisable(draft, unit)
  for (const unit of leaving.filter((each) => draft.to.active.includes(each))) {
    if (draft.running.has(unit)) enable(draft, unit)
    else bringUpInRoom(draft, unit)
  }
}

function bringUpInRoom(draft: Draft, unit: Unit): void {
  makeRoom(draft, unit)
  bringUp(draft, unit)
}

const isSidekiq = ({ roles }: State, unit: Unit) => roles[unit]?.kind === 'sidekiq'
