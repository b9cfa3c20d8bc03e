import { adviseGroups } from '../advice/recommend.js'
import { withDependents } from '../advice/with-dependents.js'
import { groupsOf } from '../answers/groups.js'
import { type Answers, withoutSurges } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { type Parsed, parseGroup } from '../questions/parse.js'
import { MB } from '../text/format.js'
import { WrongInput } from '../wrong-input.js'
import { noSuchGroup } from './no-such-group.js'
import { readers } from './readers.js'

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
  let next = answers
  const { cores, memory, web, streaming, layout, queues, sandbox } = settings
  if (cores !== undefined) next = { ...next, cores: take('cores', cores, readers.cores(cores)) }
  if (memory !== undefined) next = { ...next, memory: take('memory', memory, readers.memory(memory)) }
  if (web !== undefined) next = { ...next, web: take('web', web, readers.web(web)) }
  if (streaming !== undefined)
    next = { ...next, streaming: take('streaming', streaming, readers.streaming(streaming)) }
  // What was not said follows what was: fewer cores propose fewer workers, unless the server runs something else already.
  next = withDependents(facts, answers, next)
  if (layout !== undefined) {
    const chosen = take('layout', layout, readers.layout(layout))
    if (chosen !== next.layout)
      next = {
        ...withoutSurges(next),
        layout: chosen,
        groups: adviseGroups(facts, { ...next, layout: chosen }),
      }
  }
  if (sandbox !== undefined) next = { ...next, sandbox: take('sandbox', sandbox, readers.sandbox(sandbox)) }
  for (const [label, text] of Object.entries(queues ?? {})) {
    const groups = groupsOf(next.layout, facts.mastodon.queues)
    const name = `${where('queue')} ${label}=${text}`
    if (!groups.some((group) => group.label === label))
      throw new WrongInput(`${name}: ${noSuchGroup(label, text, next.layout, facts.mastodon.queues)}`)
    const one = groups.some((group) => group.label === label && group.exclusive)
    const size = one ? parseGroup(text, 'threads', 1) : parseGroup(text)
    if (!('value' in size)) throw new WrongInput(`${name}: ${size.wrong}`)
    // Who names a lasting size means it: extra processes that were there for a time go.
    next = { ...withoutSurges(next, label), groups: { ...next.groups, [label]: size.value } }
  }
  return next
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
    memory: `${Math.round(answers.memory / MB)}M`,
    web: answers.web === null ? 'none' : `${answers.web.workers}x${answers.web.threads}`,
    streaming: answers.streaming === 0 ? 'none' : String(answers.streaming),
    layout: answers.layout,
    queues: Object.fromEntries(Object.entries(answers.groups).map(([label, group]) => [label, size(group)])),
    sandbox: answers.sandbox,
  }
}
