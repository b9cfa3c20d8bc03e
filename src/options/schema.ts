import * as z from 'zod'
import { answerOptions } from './answer-options.js'

const value = z.union([z.string(), z.number()]).transform(String)

/** What an answers file may say. In a file of its own, since zod is loaded only for one. */
export const answersFileSchema = z.strictObject(
  Object.fromEntries(
    answerOptions.map((option) =>
      'key' in option
        ? [option.key, z.record(z.string(), value).optional()]
        : [option.flag, value.optional()],
    ),
  ),
)
