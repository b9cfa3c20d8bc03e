import * as z from 'zod'
import type { Answers } from '../answers.js'
import { verbNames } from './actions/index.js'

const unit = z.string()
const path = z.string().startsWith('/')
const span = (what: string) =>
  z.object({ planned: z.number(), peak: z.number(), limit: z.number() }).describe(what)

const action = z
  .object({
    do: z.enum(verbNames),
    unit: unit.optional(),
    path: path.optional(),
    command: z.array(z.string()).describe('the command that runs, as a list; empty where none does'),
  })
  .describe('one action, in the order in which they run')

/** What a saved plan began from, as far as a change since can be named. */
export const seenSchema = z.object({
  files: z.record(path, z.string()),
  links: z.record(path, z.string()),
  active: z.array(unit),
})

/**
 * What `plan --json` prints, with the schema of its answers. The JSON schema in
 * schema/plan.schema.json is made from this.
 */
export const planSchema = (answers: z.ZodType<Answers>) =>
  z
    .object({
      version: z.literal(1),
      facts: z.looseObject({ state: z.unknown() }).describe('what was found on the server'),
      answers,
      files: z.array(
        z.object({
          path,
          change: z.enum(['add', 'change', 'remove']),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      actions: z.array(action),
      findings: z.array(
        z.object({
          id: z.string(),
          level: z.enum(['error', 'warning', 'note']),
          text: z.string(),
          fix: z.string(),
        }),
      ),
      budget: z.object({ connections: span('database connections'), memory: span('bytes') }),
    })
    .describe('A plan of mastodon-tune: what it changes on a server, and why that fits')

export type PlanJson = z.infer<ReturnType<typeof planSchema>>
