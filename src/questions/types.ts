import type * as zod from 'zod'
import type { Answers, Present } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Installed } from '../present/types.js'
import type { Parsed } from './parse.js'

/**
 * What schemas are made with. It is handed in, so that zod loads where a schema is needed, not with
 * the questions.
 */
export type Zod = Pick<typeof zod, 'number' | 'string' | 'boolean' | 'enum' | 'object' | 'record' | 'array'>

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
  /**
   * Where the value is a group's size, such as `2x25`: the same for its processes alone; null where
   * it can't have several.
   */
  readonly processes?: Pick<Field, 'hint' | 'set' | 'more' | 'less'> | null
  readonly note?: string
  /**
   * Why `proposed` is proposed; shown instead of the step's why while the cursor is on this field.
   */
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

/**
 * Fields that are edited in place. `sizes`: each is the processes and threads of a group of queues,
 * by its label.
 */
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

/** One step of the wizard: a question, or a few that are asked together. */
export type Step = {
  readonly id: string
  readonly title: string
  readonly question: string
  /** Why the proposed answer is proposed. */
  readonly why: (facts: Facts, answers: Answers) => string
} & (FormStep | ChoiceStep)

/** Fields in the step of another question. */
export interface FieldsBeside extends Pick<FormStep, 'fields'> {
  /** The id of that step. */
  readonly beside: string
}

/** How an answer is given on the command line and in an answers file. */
export type Option = {
  /** Without its dashes. */
  readonly flag: string
  /** What stands for the value in the help. */
  readonly metavar: string
  readonly help: string
} & (PlainOption | LabelledOption)

/** The answers with what was said, or one sentence about why this server can't have it. */
export type Edit = (facts: Facts, answers: Answers) => Answers | string

/** An option with one value; its flag is its key in an answers file, too. */
export interface PlainOption {
  /** What a text means, or what is wrong with it whatever the server is. */
  readonly parse: (text: string) => Parsed<Edit>
  /** The text that leads to these answers. */
  readonly print: (answers: Answers) => string
}

/**
 * An option that is given once for each group of queues, as LABEL=VALUE; a map in an answers file.
 */
export interface LabelledOption {
  /** Its key in an answers file. */
  readonly key: 'queues'
  readonly parseOne: (label: string, text: string) => Parsed<Edit>
  readonly printAll: (answers: Answers) => Readonly<Record<string, string>>
}

/** Everything that is particular to one of the answers. */
export interface Question<Id extends keyof Answers> {
  /** How the wizard asks; absent where it does not. */
  readonly ask?: Step | FieldsBeside
  /**
   * The proposal for this server; `before` has the answers that come before this one in asking
   * order.
   */
  readonly propose: (facts: Facts, before: Answers) => Answers[Id]
  /** Whether other proposals follow from it. */
  readonly leads?: true
  readonly option?: Option
  /** What a saved plan may say. */
  readonly schema: (z: Zod) => zod.ZodType<Answers[Id]>
  /** The answer that what is set up amounts to; `fallback` where nothing tells. */
  readonly read: (facts: Facts, installed: Installed, fallback: Answers) => Answers[Id]
  /**
   * How a change of it is said, in an admin's words: `push: 25 -> 40 threads`. `was` is null where
   * nothing ran.
   */
  readonly changes: (was: Present | null, now: Present) => readonly string[]
  /** Whether its changes are said before the others': Sidekiq is what most come for. */
  readonly foremost?: true
}
