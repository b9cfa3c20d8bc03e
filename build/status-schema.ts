import { toJSONSchema } from 'zod'
import { statusSchema } from '../src/status/json-schema.js'

/** The JSON schema of `status --json`, as text; made here, since the program itself has no use for it. */
export function statusJsonSchema(): string {
  return `${JSON.stringify(toJSONSchema(statusSchema), null, 2)}\n`
}
