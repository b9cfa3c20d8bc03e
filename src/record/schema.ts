import * as z from 'zod'
import { verbNames } from '../plan/actions/index.js'
import type { Role, State } from '../state.js'
import { isMastodonUnit } from '../units/names.js'
import { isLink, isUnitFile } from './ours.js'
import type { Entry, NotedStep, Run, UnderWay } from './run.js'
import { assertReadableVersion } from './version.js'

/** A schema for each field of a type: what the type gains has to be read here, too. */
type Fields<T> = { readonly [Name in keyof T]-?: z.ZodType<T[Name]> }
/** All words of a type, each by itself, so that none is forgotten. */
type Words<T extends string> = { readonly [Word in T]: Word }

// What a record names is what a run can change: unit files and links of Mastodon's, and nothing
// else on the server, whoever wrote it.
const unit = z.string().refine(isMastodonUnit)
/** JSON knows no Infinity, which systemd's `infinity` is, and has null in its place. */
const amount = z
  .number()
  .nullable()
  .transform((number) => number ?? Number.POSITIVE_INFINITY)

const kinds = {
  ...{
    web: 'web',
    streaming: 'streaming',
    sidekiq: 'sidekiq',
    shim: 'shim',
    target: 'target',
    socket: 'socket',
    timer: 'timer',
  },
} as const satisfies Words<Role['kind']>

const role = z.object({
  kind: z.enum(kinds),
  claims: z.array(z.string()),
  queues: z.array(z.string()).exactOptional(),
  threads: amount.exactOptional(),
  workers: amount.exactOptional(),
  stopSeconds: amount.exactOptional(),
  url: z.string().exactOptional(),
} satisfies Fields<Role>)

const state = z.object({
  files: z.record(z.string().refine(isUnitFile), z.string()),
  links: z.record(z.string().refine(isLink), z.string()),
  active: z.array(unit),
  roles: z.record(unit, role),
} satisfies Fields<State>)

/** With what an old record says nothing of. */
const run = {
  kind: z.enum(['apply', 'undo']).default('apply'),
  who: z.string().default(''),
  at: z.number().default(0),
  changes: z.array(z.string()).default([]),
  undoes: z.array(z.int()).default([]),
} satisfies Fields<Run>

const writer = { pid: z.int().min(0), started: z.string() }
const between = { version: z.literal(1), number: z.int().min(0), from: state, to: state }

const underWay = z.object({
  ...run,
  ...between,
  ...writer,
  actions: z.int().min(0),
  failing: z.array(unit).exactOptional(),
} satisfies Fields<UnderWay>)

const entry = z.object({
  ...run,
  ...between,
  outcome: z.enum(['applied', 'rolled-back', 'stuck']),
  because: z.string(),
  untold: z.object(writer).exactOptional(),
} satisfies Fields<Entry>)

const step = z.object({
  do: z.enum(verbNames),
  unit: unit.exactOptional(),
  done: z.boolean(),
  way: z.enum(['there', 'back', 'rest']),
} satisfies Fields<NotedStep>)

/**
 * The run that a note is of; undefined where it is damaged, or names what no run of ours changes.
 * @throws TooNew
 */
export function underWayIn(text: string): UnderWay | undefined {
  const note = parsed(text)
  assertReadableVersion(note)
  return underWay.safeParse(note).data
}

/**
 * The steps of a run, one in each line. The last may be half written: then its step had not begun,
 * or it is not known to be done.
 */
export function stepsIn(text: string): readonly NotedStep[] {
  return text.split('\n').flatMap((line) => step.safeParse(parsed(line)).data ?? [])
}

/**
 * The run of that number that a file of the history is of; undefined where it is damaged, as in
 * `underWayIn`. @throws TooNew
 */
export function entryIn(text: string, number: number): Entry | undefined {
  const run = parsed(text)
  assertReadableVersion(run)
  const read = entry.safeParse(run).data
  return read?.number === number ? read : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
