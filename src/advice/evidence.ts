import { groupsFor } from '../answers/groups.js'
import { sameSize } from '../answers/sizes.js'
import type { Answers, GroupSize, Layout } from '../answers.js'
import { type Facts, isKnown } from '../known/facts.js'
import { assessGroup } from './assess.js'
import { headroomAfter, headroomFor } from './headroom.js'
import type { Recommendation } from './recommendation.js'
import { recommendationFor } from './rules.js'

export { tolerable, worstFirst } from './pressure.js'

/** What the load of a server proposes for one group. */
export interface GroupAdvice {
  /** What is proposed; the present size where nothing should change. */
  readonly size: GroupSize | null
  /**
   * One or two sentences: `push: 340 s behind, all 25 threads busy, CPU 40 % idle, 62 connections
   * free → 40 threads.`
   */
  readonly reason: string
  /** Whether the proposed size differs from the one that runs. */
  readonly changes: boolean
  /** The layout that would give the group more, where no size of the group would. */
  readonly layout?: Layout
  /** 0 where all is well; else how late the worst queue is relative to what is tolerable for it. */
  readonly urgency: number
}

/** What is recommended for a group, with what that rests on. */
interface GroupResult extends Omit<GroupAdvice, 'changes'>, Recommendation {
  readonly label: string
  readonly from: GroupSize | null
  readonly catchingUp: boolean
}

/**
 * Advice for each group of the answers' layout, whose sizes are those that run; undefined where
 * there is no evidence. All proposals together fit into the free connections and memory: who needs
 * help first is given first.
 */
export function adviseFromEvidence(
  facts: Facts,
  answers: Answers,
): Readonly<Record<string, GroupAdvice>> | undefined {
  const results = resultsFor(facts, answers)
  const advice = ({ size, from, reason, urgency, layout }: GroupResult): GroupAdvice => ({
    ...{ size, reason, urgency, changes: !sameSize(size, from) },
    ...(layout === undefined ? {} : { layout }),
  })
  return results && Object.fromEntries(results.map((each) => [each.label, advice(each)]))
}

/**
 * One sentence or two about all of it: that everything is quick, or the group that needs help first
 * and why.
 */
export function evidenceReason(facts: Facts, answers: Answers): string | undefined {
  const results = resultsFor(facts, answers)
  if (results === undefined) return undefined
  const [first] = results.toSorted((one, other) => other.urgency - one.urgency)
  if (first !== undefined && first.urgency > 0) return first.limit ?? first.reason
  const recovering = results.find((each) => each.catchingUp)
  if (recovering !== undefined) return recovering.reason
  const begun = results.find(({ from, size }) => from === null && size !== null)
  return begun === undefined
    ? 'Everything is quick: nothing to change.'
    : `Everything is quick, but one thing is missing. ${begun.reason}`
}

/**
 * All groups in the order of the layout. Those that need help most are helped first, while there is
 * headroom.
 */
function resultsFor(facts: Facts, answers: Answers): readonly GroupResult[] | undefined {
  if (!isKnown(facts.evidence)) return undefined
  const evidence = facts.evidence.value
  const situations = groupsFor(facts, answers).map((group) => assessGroup(facts, answers, evidence, group))
  let headroom = headroomFor(facts, answers, evidence)
  const results = situations
    .toSorted((one, other) => other.worst.urgency - one.worst.urgency)
    .map((group): GroupResult => {
      const recommendation = recommendationFor({ ...group, headroom })
      headroom = headroomAfter(headroom, group.size, recommendation.size)
      const catchingUp = group.worst.lateness > 1 && group.worst.trend === 'catching-up'
      return {
        ...recommendation,
        catchingUp,
        label: group.label,
        from: group.size,
        urgency: group.worst.urgency,
      }
    })
  return situations.flatMap(({ label }) => results.filter((each) => each.label === label))
}
