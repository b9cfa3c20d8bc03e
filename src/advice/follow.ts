import { sameSize } from '../answers/sizes.js'
import { type Answers, type WebSize, withoutSurges } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { adviseLayout } from './layout.js'
import { adviseGroups } from './threads.js'
import { adviseWeb } from './web.js'

/**
 * After an answer was changed, the answers with what depends on it proposed anew. Whatever the admin has set differently from
 * its proposal stays as set.
 */
export function follow(facts: Facts, before: Answers, after: Answers): Answers {
  const kept = (now: WebSize | null, then: WebSize | null) =>
    now?.workers !== then?.workers || now?.threads !== then?.threads
  const web =
    kept(after.web, before.web) || kept(before.web, adviseWeb(facts, before))
      ? after.web
      : adviseWeb(facts, after)
  const sized = { ...after, web }
  const ownLayout = after.layout !== before.layout || before.layout !== adviseLayout(facts, before)
  const layout = ownLayout ? after.layout : adviseLayout(facts, sized)
  const laid = { ...(layout === before.layout ? sized : withoutSurges(sized)), layout }
  return { ...laid, groups: groups(facts, before, laid) }
}

function groups(facts: Facts, before: Answers, after: Answers): Answers['groups'] {
  const proposed = adviseGroups(facts, after)
  // Labels of another layout have nothing to do with those the admin has set.
  if (after.layout !== before.layout) return proposed
  const then = adviseGroups(facts, before)
  const entries = Object.entries(after.groups).map(([label, size]) => {
    const followed = proposed[label]
    const own =
      followed === undefined || !sameSize(size, before.groups[label]) || !sameSize(size, then[label])
    return [label, own ? size : followed] as const
  })
  return Object.fromEntries(entries)
}
