import { groupsOf } from '../answers/groups.js'
import { sameSize } from '../answers/sizes.js'
import type { Answers, GroupSize, Layout } from '../answers.js'
import { type Facts, known } from '../known/facts.js'
import { assessGroup } from './assess.js'
import { headroomAfter, headroomFor } from './headroom.js'
import type { Remedy } from './remedy.js'
import { judge } from './rules.js'

export { tolerable, worstFirst } from './pressure.js'

/** What the load of a server proposes for one group. */
export interface GroupAdvice {
  /** What is proposed; the present size where nothing should change. */
  readonly size: GroupSize | null
  /** One or two sentences: `push: 340 s behind, all 25 threads busy, CPU 40 % idle, 62 connections free → 40 threads.` */
  readonly reason: string
  /** Whether that is another size than what runs; false wherever the rules say to leave it. */
  readonly changes: boolean
  /** The layout that is the way to more, where no size of the group is. */
  readonly layout?: Layout
  /** 0 where all is well; else how late the worst queue is relative to what is tolerable for it. */
  readonly urgency: number
}

/** Advice with what it was made of. */
interface Weighed extends Omit<GroupAdvice, 'changes'>, Remedy {
  readonly label: string
  readonly from: GroupSize | null
  readonly catchingUp: boolean
}

/**
 * Advice for each group of the answers' layout, whose sizes are those that run; undefined where there is no evidence. All
 * proposals together fit into the free connections and memory: who needs help first is given first.
 */
export function adviseFromEvidence(
  facts: Facts,
  answers: Answers,
): Readonly<Record<string, GroupAdvice>> | undefined {
  const weighed = weigh(facts, answers)
  const advice = ({ size, from, reason, urgency, layout }: Weighed): GroupAdvice => ({
    ...{ size, reason, urgency, changes: !sameSize(size, from) },
    ...(layout === undefined ? {} : { layout }),
  })
  return weighed && Object.fromEntries(weighed.map((each) => [each.label, advice(each)]))
}

/** One sentence or two about all of it: that everything is quick, or the group that needs help first and why. */
export function evidenceReason(facts: Facts, answers: Answers): string | undefined {
  const weighed = weigh(facts, answers)
  if (weighed === undefined) return undefined
  const [first] = weighed.toSorted((one, other) => other.urgency - one.urgency)
  if (first !== undefined && first.urgency > 0) return first.limit ?? first.reason
  const recovering = weighed.find((each) => each.catchingUp)
  if (recovering !== undefined) return recovering.reason
  const begun = weighed.find(({ from, size }) => from === null && size !== null)
  return begun === undefined
    ? 'Everything is quick: nothing to change.'
    : `Everything is quick, but one thing is missing. ${begun.reason}`
}

/** Every group in the order of the layout, helped in the order of its need. */
function weigh(facts: Facts, answers: Answers): readonly Weighed[] | undefined {
  if (!known(facts.evidence)) return undefined
  const evidence = facts.evidence.value
  const situations = groupsOf(answers.layout, facts.mastodon.queues).map((group) =>
    assessGroup(facts, answers, evidence, group),
  )
  let headroom = headroomFor(facts, answers, evidence)
  const weighed = situations
    .toSorted((one, other) => other.worst.urgency - one.worst.urgency)
    .map((group): Weighed => {
      const remedy: Remedy = judge({ ...group, headroom })
      headroom = headroomAfter(headroom, group.size, remedy.size)
      const catchingUp = group.worst.late > 1 && group.worst.trend === 'catching-up'
      return { ...remedy, catchingUp, label: group.label, from: group.size, urgency: group.worst.urgency }
    })
  return situations.flatMap(({ label }) => weighed.filter((each) => each.label === label))
}
