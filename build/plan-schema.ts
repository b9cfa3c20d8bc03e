import { toJSONSchema } from 'zod'
import { planSchema } from '../src/plan/json.js'
import { answersSchema } from '../src/questions/schema.js'

/** The JSON schema of `plan --json`, as text; made here, since the program itself has no use for it. */
export function planJsonSchema(): string {
  return `${JSON.stringify(toJSONSchema(planSchema(answersSchema)), null, 2)}\n`
}
