import { questions } from '../questions/index.js'
import type { Parsed } from '../questions/parse.js'
import type { Edit, Option } from '../questions/types.js'
import type { Settings } from './options.js'

/** The options that set an answer, in the wizard's order. */
export const answerOptions: readonly Option[] = questions.flatMap(({ option }) => option ?? [])

/** Those of them that other proposals follow from. */
export const leadingOptions: readonly Option[] = questions.flatMap(({ option, leads }) =>
  leads && option ? [option] : [],
)

/** What settings say of one option, once. */
export interface Said {
  readonly flag: string
  /** The group that it is said of; undefined of an option that has one value. */
  readonly label?: string
  readonly text: string
  readonly parsed: Parsed<Edit>
}

/**
 * What settings say of an option; of one that is given for each group, in the order in which it was
 * given.
 */
export function saidOf(option: Option, settings: Settings): readonly Said[] {
  const { flag } = option
  if ('key' in option)
    return Object.entries(settings[option.key] ?? {}).map(([label, text]) => ({
      ...{ flag, label, text },
      parsed: option.parseOne(label, text),
    }))
  const text = (settings as Readonly<Record<string, string | undefined>>)[flag]
  return text === undefined ? [] : [{ flag, text, parsed: option.parse(text) }]
}

/** What was said, as it was written behind the option: `4x5`, `push=2x25`. */
export function wordOf({ label, text }: Pick<Said, 'label' | 'text'>): string {
  return label === undefined ? text : `${label}=${text}`
}
