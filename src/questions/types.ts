import type { Topic } from '../advice/recommend.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'

/** A value that is edited in place. */
export interface Field {
  readonly id: string
  readonly label: string
  /** As shown for these answers, and as `set` takes it. */
  readonly value: string
  readonly proposed: string
  /** What runs now, where something of Mastodon's does and this has a place in it. */
  readonly now?: string
  /** What is allowed. */
  readonly hint: string
  /** The answers with this text, or one sentence about what is wrong with it. */
  readonly set: (answers: Answers, text: string) => Answers | string
  /** The text after → or ←; the same text where it goes no further. */
  readonly more: (answers: Answers) => string
  readonly less: (answers: Answers) => string
  /** The same for the number of processes, where the value has one and it may change. */
  readonly moreProcesses?: (answers: Answers) => string
  readonly lessProcesses?: (answers: Answers) => string
  readonly note?: string
  /** Why `proposed` is proposed; shown instead of the step's why while the cursor is on this field. */
  readonly why?: string
}

/** One of the answers to pick from. */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly detail: string
  readonly proposed: boolean
  /** Exposure by `systemd-analyze security`: 0 best, 10 worst. */
  readonly score?: number
}

/** Fields that are edited in place. `sizes`: each is the processes and threads of a group of queues, by its label. */
export interface FormStep {
  readonly kind: 'form' | 'sizes'
  readonly fields: (facts: Facts, answers: Answers) => readonly Field[]
}

/** A question with one answer of a few. */
export interface ChoiceStep {
  readonly kind: 'choice'
  readonly choices: (facts: Facts, answers: Answers) => readonly Choice[]
  readonly value: (answers: Answers) => string
  readonly set: (facts: Facts, answers: Answers, value: string) => Answers
}

/** One question of the wizard. */
export type Step = {
  readonly id: Topic
  readonly title: string
  readonly question: string
  /** Why the proposed answer is proposed. */
  readonly why: (facts: Facts, answers: Answers) => string
} & (FormStep | ChoiceStep)
