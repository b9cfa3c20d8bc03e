import type { Answers } from '../answers.js'

/** Everything the command line may say; see cli.tsx for the words. */
export interface Options extends Omit<Settings, 'queues'> {
  readonly queue?: readonly string[]
  readonly answers?: string
  readonly saveAnswers?: string
  readonly home?: string
  readonly user?: string
  readonly root?: string
  readonly practice?: boolean
  readonly debug?: string
  readonly json?: boolean
  readonly color?: boolean
  readonly yes?: boolean
  readonly force?: boolean
  readonly plan?: string
  readonly watch?: boolean
  /** Of the wizard: line by line, also where there is no terminal. */
  readonly plain?: boolean
  readonly drain?: string
  /** How long the sizes of resize are to last. */
  readonly for?: string
  /** The sizes that resize was given. */
  readonly sizes?: readonly string[]
  /** Of undo: what could be undone, before which run, or completing one that was cut off. */
  readonly list?: boolean
  readonly to?: string
  readonly finish?: boolean
  /** Of apply and resize: everything is put back unless that is confirmed within this time. */
  readonly confirm?: string
  /** Of undo: exactly this run was not confirmed in time; systemd asks, not a person. */
  readonly number?: string
}

/** Whether an option with a value was given, or a size: what can be wrong. */
export function hasValues(options: Options): boolean {
  return Object.values(options).some((value) => typeof value !== 'boolean')
}

/**
 * What options or an answers file set, as text; what is absent stays as it is. A surge is set by
 * `resize --for` alone.
 */
export type Settings = {
  readonly [Id in keyof Omit<Answers, 'groups' | 'surges'>]?: string
} & { readonly queues?: Readonly<Record<string, string>> }
