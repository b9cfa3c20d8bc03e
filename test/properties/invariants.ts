import { expect } from 'vitest'
import { moments } from '../../src/plan/walk.js'
import { fileOf, isProcess, type Plan, type Role } from '../../src/state.js'

const rolesOf = (running: Iterable<Role | undefined>) => [...running].filter((role) => role !== undefined)

/** Never do two units hold one claim (`scheduler`, a port), and in the end just what was asked for runs. */
export function oneHolderEach(plan: Plan): void {
  let last = plan.from.active
  for (const { action, running } of moments(plan)) {
    const claims = rolesOf(running.values()).flatMap((role) => role.claims)
    expect({ action, twice: claims.filter((claim, at) => claims.indexOf(claim) !== at) }).toEqual({
      action,
      twice: [],
    })
    last = [...running.keys()]
  }
  expect([...last].sort()).toEqual([...plan.to.active].sort())
}

/** Whatever takes a Sidekiq process away told it to take no jobs, and waited for those that it had. */
export function calmBeforeEnd({ actions }: Plan): void {
  for (const [at, action] of actions.entries()) {
    if (
      !('role' in action) ||
      action.role?.kind !== 'sidekiq' ||
      !['stop', 'restart', 'end'].includes(action.do)
    )
      continue
    const mine = actions
      .slice(0, at)
      .filter((each) => 'unit' in each && 'unit' in action && each.unit === action.unit)
    const since = mine
      .slice(mine.findLastIndex(({ do: verb }) => ['start', 'restart'].includes(verb)) + 1)
      .map((each) => each.do)
    const was =
      mine.length === 0 ? 'nothing' : since.filter((verb) => verb === 'quiet' || verb === 'drain').join()
    expect({ action, was }).toEqual({ action, was: 'quiet,drain' })
  }
}

/** A unit starts from the text that it is to have: written, then loaded, then started; and only what is disabled is removed. */
export function filesInOrder({ from, actions }: Plan): void {
  const waiting = new Set<string>()
  const links = new Map(Object.entries(from.links))
  for (const action of actions) {
    if (action.do === 'write' || action.do === 'link' || action.do === 'remove') waiting.add(action.path)
    if (action.do === 'reload') waiting.clear()
    if (action.do === 'start' || action.do === 'restart') expect(waiting).not.toContain(fileOf(action.unit))
    if (action.do === 'disable')
      for (const path of links.keys()) if (path.endsWith(`/${action.unit}`)) links.delete(path)
    if (action.do === 'link') links.set(action.path, action.target)
    if (action.do === 'remove') {
      links.delete(action.path)
      expect({ action, enabled: [...links].filter(([, target]) => target === action.path) }).toEqual({
        action,
        enabled: [],
      })
    }
  }
  expect([...waiting]).toEqual([])
}

/** Everything that is started for the time of the change only is gone, with its file. */
export function reliefGone({ from, to, actions }: Plan): void {
  const left = new Set(Object.keys(from.files))
  for (const action of actions) {
    if (action.do === 'write') left.add(action.path)
    if (action.do === 'remove') left.delete(action.path)
  }
  expect([...left].filter((path) => !(path in to.files || path in to.links))).toEqual([])
}

/** What is to run from another text, or as something else, is started anew after that text was loaded. */
export function freshText({ from, to, actions }: Plan): void {
  for (const unit of to.active.filter((each) => from.active.includes(each) && isProcess(to.roles[each]))) {
    if (from.files[fileOf(unit)] === to.files[fileOf(unit)]) continue
    const loaded = actions.findIndex((action) => action.do === 'reload')
    const begun = actions.findLastIndex(
      (action) => ['start', 'restart'].includes(action.do) && 'unit' in action && action.unit === unit,
    )
    expect({ unit, begun: Math.max(begun, loaded + 1) }).toEqual({ unit, begun })
  }
}
