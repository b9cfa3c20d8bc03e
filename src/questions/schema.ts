import * as z from 'zod'
import type { Answers } from '../answers.js'
import { table } from './index.js'
import type { Zod } from './types.js'

/**
 * Named one by one: of a library that is handed on as a whole nothing could be left out of the
 * package.
 */
const library: Zod = {
  ...{ number: z.number, string: z.string, boolean: z.boolean, enum: z.enum },
  ...{ object: z.object, record: z.record, array: z.array },
}

const fields = Object.entries(table).map(([id, { schema }]) => [id, schema(library)])

/**
 * Answers as `plan --json` has them. In a file of its own, since zod is loaded only for a saved
 * plan.
 */
export const answersSchema = z.object(Object.fromEntries(fields)) as unknown as z.ZodType<Answers>
