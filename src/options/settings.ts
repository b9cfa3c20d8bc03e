import { follow } from '../advice/follow.js'
import { adviseGroups } from '../advice/recommend.js'
import { type Group, groupsFor } from '../answers/groups.js'
import { type Answers, layouts, sandboxLevels, withoutSurges } from '../answers.js'
import type { Facts } from '../known/facts.js'
import {
  type Parsed,
  parseCount,
  parseGroup,
  parseMemory,
  parseStreaming,
  parseWeb,
} from '../questions/parse.js'
import { WrongInput } from '../wrong-input.js'

/** What an option or a line of an answers file sets, as text; what is absent stays as it is. */
export interface Settings {
  readonly cores?: string
  readonly memory?: string
  readonly web?: string
  readonly streaming?: string
  readonly layout?: string
  readonly queues?: Readonly<Record<string, string>>
  readonly sandbox?: string
}

/**
 * Answers with the settings edited in, in the wizard's order: a changed layout brings the proposal for its groups, which
 * `queues` then edits.
 * @param where how to name a setting in a complaint: `--web` or `web in answers.yaml`
 * @throws WrongInput
 */
export function edit(
  facts: Facts,
  answers: Answers,
  settings: Settings,
  where: (name: string) => string,
): Answers {
  const take = <T>(name: string, text: string, parsed: Parsed<T>): T => {
    if ('value' in parsed) return parsed.value
    throw new WrongInput(`${where(name)} ${text}: ${parsed.wrong}`)
  }
  const among = <T extends string>(name: string, text: string, allowed: readonly T[]): T => {
    const found = allowed.find((each) => each === text)
    if (found === undefined)
      throw new WrongInput(`${where(name)} ${text}: allowed are ${allowed.join(', ')}.`)
    return found
  }
  let next = answers
  const { cores, memory, web, streaming, layout, queues, sandbox } = settings
  if (cores !== undefined)
    next = { ...next, cores: take('cores', cores, parseCount(cores, { what: 'cores', min: 1, max: 1024 })) }
  if (memory !== undefined) next = { ...next, memory: take('memory', memory, parseMemory(memory)) }
  if (web !== undefined) next = { ...next, web: take('web', web, parseWeb(web)) }
  if (streaming !== undefined)
    next = { ...next, streaming: take('streaming', streaming, parseStreaming(streaming)) }
  // What was not said follows what was: fewer cores propose fewer workers, unless the server runs something else already.
  next = follow(facts, answers, next)
  if (layout !== undefined) {
    const chosen = among('layout', layout, layouts)
    if (chosen !== next.layout)
      next = {
        ...withoutSurges(next),
        layout: chosen,
        groups: adviseGroups(facts, { ...next, layout: chosen }),
      }
  }
  if (sandbox !== undefined) next = { ...next, sandbox: among('sandbox', sandbox, sandboxLevels) }
  for (const [label, text] of Object.entries(queues ?? {})) {
    const groups = groupsFor(facts, next)
    const name = `${where('queue')} ${label}=${text}`
    if (!groups.some((group) => group.label === label))
      throw new WrongInput(`${name}: ${noSuchGroup(next, groups)}`)
    const one = groups.some((group) => group.label === label && group.exclusive)
    const size = one ? parseGroup(text, 'threads', 1) : parseGroup(text)
    if (!('value' in size)) throw new WrongInput(`${name}: ${size.wrong}`)
    // Who names a lasting size means it: extra processes that were there for a time go.
    next = { ...withoutSurges(next, label), groups: { ...next.groups, [label]: size.value } }
  }
  return next
}

function noSuchGroup(answers: Answers, groups: readonly Group[]): string {
  const labels = groups.map((group) => group.label).join(', ')
  const split =
    answers.layout === 'per-queue' ? '' : '; --layout per-queue gives each queue processes of its own'
  return `with the layout ${answers.layout}, allowed are ${labels}${split}.`
}

/** The options that lead to these answers, as words of a command line. */
export function optionsOf(answers: Answers): readonly string[] {
  const { queues, ...rest } = settingsOf(answers)
  const plain = Object.entries(rest).flatMap(([name, value]) => [`--${name}`, value])
  return [...plain, ...Object.entries(queues).flatMap(([label, size]) => ['--queue', `${label}=${size}`])]
}

/** Answers as the settings that lead to them: what --save-answers writes. */
export function settingsOf(answers: Answers): Required<Settings> {
  const size = (group: Answers['groups'][string]) =>
    group === null || group === undefined ? 'none' : `${group.threads}x${group.processes}`
  return {
    cores: String(answers.cores),
    memory: `${Math.round(answers.memory / 1024 ** 2)}M`,
    web: answers.web === null ? 'none' : `${answers.web.workers}x${answers.web.threads}`,
    streaming: answers.streaming === 0 ? 'none' : String(answers.streaming),
    layout: answers.layout,
    queues: Object.fromEntries(Object.entries(answers.groups).map(([label, group]) => [label, size(group)])),
    sandbox: answers.sandbox,
  }
}
