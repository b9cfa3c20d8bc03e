import { answerOptions } from '../../options/answer-options.js'
import type { OptionRow } from './rows.js'

/** The options that answer what the wizard asks, in its order. */
export const settings: readonly OptionRow[] = answerOptions.map((option) => ({
  name: option.flag,
  value: option.metavar,
  summary: option.help,
  ...('key' in option ? { repeatable: true } : {}),
}))
