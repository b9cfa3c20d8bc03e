import { sameSize } from '../answers/sizes.js'
import { type Answers, type WebSize, withoutSurges } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { adviseLayout } from './layout.js'
import { adviseGroups } from './threads.js'
import { adviseWeb } from './web.js'

/**
 * The answers after one of them was changed (`before` and `after`), with those that depend on it
 * proposed anew. What the admin has set to something else than was proposed stays as it is.
 */
export function withDependents(facts: Facts, before: Answers, after: Answers): Answers {
  const ownWeb = !sameWeb(after.web, before.web) || !sameWeb(before.web, adviseWeb(facts, before))
  const withWeb = { ...after, web: ownWeb ? after.web : adviseWeb(facts, after) }
  const ownLayout = after.layout !== before.layout || before.layout !== adviseLayout(facts, before)
  const layout = ownLayout ? after.layout : adviseLayout(facts, withWeb)
  const withLayout = { ...(layout === before.layout ? withWeb : withoutSurges(withWeb)), layout }
  return { ...withLayout, groups: dependentGroups(facts, before, withLayout) }
}

function sameWeb(one: WebSize | null, other: WebSize | null): boolean {
  return one?.workers === other?.workers && one?.threads === other?.threads
}

function dependentGroups(facts: Facts, before: Answers, after: Answers): Answers['groups'] {
  const proposed = adviseGroups(facts, after)
  // What the admin has set for groups of another layout says nothing about those of this one.
  if (after.layout !== before.layout) return proposed
  const proposedBefore = adviseGroups(facts, before)
  const entries = Object.entries(after.groups).map(([label, size]) => {
    const isOwn = !sameSize(size, before.groups[label]) || !sameSize(size, proposedBefore[label])
    const anew = proposed[label]
    return [label, isOwn || anew === undefined ? size : anew] as const
  })
  return Object.fromEntries(entries)
}
