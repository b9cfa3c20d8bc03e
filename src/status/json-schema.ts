import * as z from 'zod'

const count = z.number().int().min(0)
const kind = z.enum(['web', 'socket', 'streaming', 'sidekiq', 'timer', 'target', 'shim'])

/** What `status --json` prints. The JSON schema in schema/status.schema.json is made from this. */
export const statusSchema = z
  .object({
    units: z
      .array(
        z.object({
          unit: z.string(),
          active: z.boolean(),
          enabled: z.boolean(),
          kind: kind.nullable().describe('what it is for Mastodon; null where it is none of its own'),
        }),
      )
      .describe("Mastodon's units that systemd knows"),
    processes: z
      .array(
        z.object({
          identity: z.string().describe("Sidekiq's own name of it: hostname:pid:nonce"),
          hostname: z.string(),
          pid: count,
          unit: z.string().nullable().describe('null on another server, or where it was started by hand'),
          queues: z.array(z.string()),
          threads: count,
          busy: count.describe('threads that run a job'),
          quiet: z.boolean().describe('it takes no further jobs'),
          memory: z.number().nullable().describe('bytes'),
          cpu: z.number().nullable().describe('cores it used while it was looked at'),
        }),
      )
      .nullable()
      .describe('Sidekiq processes that live; null where Redis could not be asked'),
    queues: z
      .array(
        z.object({
          name: z.string(),
          size: count.describe('jobs that wait'),
          latency: z.number().min(0).describe('age of the oldest waiting job in seconds'),
          threads: count.describe('threads of all processes that take jobs from it'),
          busy: count.describe('threads that run a job of this queue'),
          processes: count.describe('processes that take jobs from it; 0: nobody does'),
        }),
      )
      .nullable()
      .describe('null where Redis could not be asked'),
    surges: z
      .array(
        z.object({
          label: z.string().describe('the group that has more for a time: a queue, or all, mail or rest'),
          processes: count,
          threads: count.describe('of each of these processes'),
          until: count.describe('when systemd ends them, in seconds since 1970'),
          units: z.array(z.string()),
        }),
      )
      .describe('processes that are there for a time only'),
    advice: z
      .array(
        z.object({
          label: z.string().describe('the group that another size would help'),
          reason: z.string(),
          command: z.array(z.string()).describe('what carries it out, as a list'),
        }),
      )
      .nullable()
      .describe('what would help, the most urgent first; null where it is not known what Sidekiq does'),
    machine: z.object({
      idle: z.number().nullable().describe('share of all cores that had nothing to do, 0 to 1'),
      memoryFree: z.number().nullable().describe('bytes that could be taken without swapping'),
    }),
    connections: z
      .object({ inUse: count.nullable(), limit: count.nullable() })
      .describe('of PostgreSQL, those that Mastodon may use'),
    why: z.array(z.string()).describe('a sentence for each thing that could not be had'),
  })
  .describe("What runs on a Mastodon server, and how its queues do: mastodon-tune's `status --json`")

export type StatusJson = z.infer<typeof statusSchema>
