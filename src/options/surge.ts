import { groupsFor } from '../answers/groups.js'
import type { Answers, Surge } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { parseSize } from '../questions/size-notation.js'
import { WrongInput } from '../wrong-input.js'
import { noSuchGroup } from './no-such-group.js'

/**
 * Answers with more processes for a time: `push=4x25` on a queue with one process adds three of 25
 * threads until `until` (seconds since 1970). The lasting sizes stay as they are. @throws
 * WrongInput
 */
export function withSurges(
  facts: Facts,
  answers: Answers,
  sizes: Readonly<Record<string, string>>,
  until: number,
): Answers {
  const surges: Record<string, Surge> = { ...answers.surges }
  for (const [label, text] of Object.entries(sizes)) {
    const where = `resize ${label}=${text} --for`
    const groups = groupsFor(facts, answers)
    const group = groups.find((each) => each.label === label)
    if (group === undefined) throw new WrongInput(`${where}: ${noSuchGroup(facts, answers, label, text)}`)
    if (group.exclusive)
      throw new WrongInput(
        `${where}: ${label} holds the scheduler, which only one process may serve, so it can't get more.`,
      )
    const size = parseSize(text, { what: label, now: answers.groups[label] })
    if ('wrong' in size) throw new WrongInput(`${where}: ${size.wrong}`)
    const lasting = answers.groups[label]?.processes ?? 0
    if (size.value === null || size.value.processes <= lasting) {
      throw new WrongInput(
        `${where}: a surge adds processes, and ${label} has ${lasting} already; say more, such as ${label}=${lasting + 2}x25.`,
      )
    }
    surges[label] = {
      threads: size.value.threads,
      processes: size.value.processes - lasting,
      until: Math.round(until),
    }
  }
  return { ...answers, surges }
}
