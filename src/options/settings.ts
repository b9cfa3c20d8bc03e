import { withDependents } from '../advice/with-dependents.js'
import { groupsFor } from '../answers/groups.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { Option } from '../questions/types.js'
import { WrongInput } from '../wrong-input.js'
import { answerOptions, leadingOptions, type Said, saidOf, wordOf } from './answer-options.js'
import { noSuchGroup } from './no-such-group.js'
import type { Options, Settings } from './options.js'

/**
 * Answers with the settings edited in, in the wizard's order: a changed layout brings the proposal
 * for its groups, which `queues` then edits.
 * @param where how to name a setting in a complaint: `--web` or `web in answers.yaml`
 * @throws WrongInput
 */
export function edit(
  facts: Facts,
  answers: Answers,
  settings: Settings,
  where: (name: string) => string,
): Answers {
  const take = (now: Answers, said: Said): Answers => {
    const taken = taking(facts, now, said)
    if (typeof taken !== 'string') return taken
    throw new WrongInput(`${where(said.flag)} ${wordOf(said)}: ${taken}`)
  }
  const takeAll = (before: Answers, options: readonly Option[]) =>
    options.flatMap((option) => saidOf(option, settings)).reduce(take, before)
  // What was not said follows what was: fewer cores propose fewer workers, unless the server runs
  // something else already.
  const led = withDependents(facts, answers, takeAll(answers, leadingOptions))
  return takeAll(
    led,
    answerOptions.filter((option) => !leadingOptions.includes(option)),
  )
}

/** The answers with what was said, or a sentence about what is wrong with it. */
function taking(facts: Facts, answers: Answers, { label, text, parsed }: Said): Answers | string {
  if (label !== undefined && !groupsFor(facts, answers).some((group) => group.label === label))
    return noSuchGroup(facts, answers, label, text)
  return 'wrong' in parsed ? parsed.wrong : parsed.value(facts, answers)
}

/** The options that lead to these answers, as words of a command line. */
export function optionsOf(answers: Answers): readonly string[] {
  return answerOptions.flatMap((option) => {
    const flag = `--${option.flag}`
    if (!('key' in option)) return [flag, option.print(answers)]
    return Object.entries(option.printAll(answers)).flatMap(([label, text]) => [flag, `${label}=${text}`])
  })
}

/** Answers as the settings that lead to them: what --save-answers writes. */
export function settingsOf(answers: Answers): Required<Settings> {
  const entries = answerOptions.map((option) =>
    'key' in option ? [option.key, option.printAll(answers)] : [option.flag, option.print(answers)],
  )
  return Object.fromEntries(entries)
}

/** What the options say of the answers. @throws WrongInput */
export function settingsFrom(options: Options): Settings {
  const { queue = [], ...rest } = options
  return { ...rest, queues: sizesFrom('--queue', queue) }
}

/**
 * Sizes by the names of their queues or groups, each written NAME=SIZE; `where` names the option.
 * @throws WrongInput
 */
export function sizesFrom(where: string, sizes: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    sizes.map((word, at) => {
      const [, name, size] = /^([^=]+)=(.+)$/.exec(word) ?? []
      if (name !== undefined && size !== undefined) return [name, size]
      const meant = meantSize(word, sizes[at + 1])
      const end = meant === undefined ? ', such as push=2x25.' : `; did you mean ${meant}?`
      throw new WrongInput(`${where} ${word}: write NAME=THREADS, NAME=PROCESSESxTHREADS or NAME=none${end}`)
    }),
  )
}

/** A size that was written with another sign than `=`, or with a space. */
function meantSize(word: string, next = ''): string | undefined {
  const [, name, size] = /^([\w-]+)[=:@\s]+(.+)$/.exec(/^[\w-]+$/.test(word) ? `${word} ${next}` : word) ?? []
  return size !== undefined && /^(\d|none)/.test(size) ? `${name}=${size}` : undefined
}
