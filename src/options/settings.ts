import { follow } from '../advice/follow.js'
import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { questions } from '../questions/index.js'
import type { Option } from '../questions/types.js'
import { WrongInput } from '../wrong-input.js'

/** What options or an answers file set, as text; what is absent stays as it is. A surge is set by `resize --for` alone. */
export type Settings = {
  readonly [Id in keyof Omit<Answers, 'groups' | 'surges'>]?: string
} & { readonly queues?: Readonly<Record<string, string>> }

/** The options that set an answer, in the order in which they are taken. */
export const answerOptions: readonly Option[] = questions.flatMap(({ option }) => option ?? [])

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
  const taken = (before: Answers, options: readonly Option[]) =>
    options.reduce((now, option) => take(facts, now, option, settings, where), before)
  const [leading, others] = [leadingOptions, answerOptions.filter((each) => !leadingOptions.includes(each))]
  // What was not said follows what was: fewer cores propose fewer workers, unless the server runs something else already.
  return taken(follow(facts, answers, taken(answers, leading)), others)
}

/** Those that other proposals follow from. */
const leadingOptions = questions.flatMap(({ option, leads }) => (leads && option ? [option] : []))

/** Answers with what the settings say of one option. @throws WrongInput */
function take(
  facts: Facts,
  answers: Answers,
  option: Option,
  settings: Settings,
  where: (name: string) => string,
): Answers {
  const assertTaken = (said: string, result: Answers | string): Answers => {
    if (typeof result !== 'string') return result
    throw new WrongInput(`${where(option.flag)} ${said}: ${result}`)
  }
  if ('key' in option)
    return Object.entries(settings[option.key] ?? {}).reduce(
      (now, [label, text]) => assertTaken(`${label}=${text}`, option.parseOne(facts, now, label, text)),
      answers,
    )
  const text = (settings as Readonly<Record<string, string | undefined>>)[option.flag]
  return text === undefined ? answers : assertTaken(text, option.parse(facts, answers, text))
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
