import * as z from 'zod'

const value = z.union([z.string(), z.number()]).transform(String)

/** What an answers file may say. In a file of its own, since zod is loaded only for one; by `* as z` only what is used of it. */
export const answersSchema = z.strictObject({
  cores: value.optional(),
  memory: value.optional(),
  web: value.optional(),
  streaming: value.optional(),
  layout: value.optional(),
  queues: z.record(z.string(), value).optional(),
  sandbox: value.optional(),
})
