import { groupsFor } from '../answers/groups.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { nearest } from '../text/nearest.js'
import { answerOptions } from './answer-options.js'

/**
 * Why a size can't be given to what is no group of these answers' layout, and what was probably
 * meant.
 */
export function noSuchGroup(facts: Facts, answers: Answers, label: string, size: string): string {
  const option = optionInstead(label, size)
  if (option !== undefined) return option
  const labelsOf = (given: Pick<Answers, 'layout'>) => groupsFor(facts, given).map((group) => group.label)
  const { layout } = answers
  const allowed = labelsOf(answers)
  const split = layout === 'per-queue' ? '' : '; --layout per-queue gives each queue processes of its own'
  const meant = nearest(label, allowed) ?? nearest(label, labelsOf({ layout: 'per-queue' }))
  const end = meant === undefined ? '.' : `; did you mean ${meant}?`
  return `with the layout ${layout}, allowed are ${allowed.join(', ')}${split}${end}`
}

/**
 * Why a size can't be given to this name: it is that of an option. Undefined where there is no such
 * option.
 */
export function optionInstead(name: string, value: string): string | undefined {
  const option = answerOptions.find(({ flag }) => flag === name)
  return option === undefined || 'key' in option ? undefined : `it is no queue; write --${name} ${value}.`
}
