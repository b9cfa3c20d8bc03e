import type { Action, Argv } from '../../state.js'
import { onDisk } from './on-disk.js'
import { onProcesses } from './on-processes.js'
import type { ProcessChange, Span, Verb, VerbName, Verbs } from './verb.js'

export type { VerbName }

/** Everything that the program knows of its verbs. What is missing here does not compile. */
const verbs = { ...onDisk, ...onProcesses } satisfies Verbs

/** All verbs, in the order in which the schemas list them. */
export const verbNames = Object.keys(verbs) as readonly VerbName[]

/** The verbs that no command carries out: apply has a way of its own for each. */
export type VerbWithoutCommand = {
  [Name in Known]: (typeof verbs)[Name]['kind'] extends 'command' ? never : Name
}[Known]

type Known = keyof typeof verbs

/**
 * The row of an action's verb. TypeScript sees the row and the action each by itself, and not that
 * they belong together.
 */
const verbOf = ({ do: name }: Pick<Action, 'do'>) => verbs[name as Known] as Verb<Action>

/**
 * The command that carries out an action; undefined where none does. The preview shows these, apply
 * runs these.
 */
export function commandOf(action: Action): Argv | undefined {
  const verb = verbOf(action)
  return verb.kind === 'command' ? verb.command(action) : undefined
}

/**
 * What an action is for, in a few words, for the preview; undefined where it is not listed there
 * among the commands.
 */
export function purposeOf(action: Action): string | undefined {
  const verb = verbOf(action)
  return verb.kind === 'file' ? undefined : verb.purpose(action)
}

/** An action with all that it names, for a log: its command where it has one. */
export function inFull(action: Action): string {
  const verb = verbOf(action)
  return verb.kind === 'command' ? verb.command(action).join(' ') : verb.inFull(action)
}

/**
 * An action as somebody does it by hand: its command, or what to wait for. `preview` is the command
 * that shows the files.
 */
export function byHand(action: Action, preview: string): string {
  const verb = verbOf(action)
  return verb.kind === 'command' ? inFull(action) : (verb.byHand ?? verb.inFull)(action, preview)
}

/**
 * An action in a few words while it is under way. A unit goes by the same short name in all of
 * these texts, with room beside it for what is told of it.
 */
export const runningText = (action: Action): string => verbOf(action).running(action)

/** The same when it has been done. */
export function doneText(action: Action): string {
  const { done, running } = verbOf(action)
  return (done ?? running)(action)
}

/** The same in the fewest words, for a small screen. */
export function shortText(action: Action): string {
  const { short, running } = verbOf(action)
  return (short ?? running)(action)
}

/** What an action makes of its unit's process; undefined for one that leaves processes alone. */
export function processChangeOf(action: Pick<Action, 'do'>): ProcessChange | undefined {
  const verb = verbOf(action)
  return verb.kind === 'file' ? undefined : verb.process
}

/**
 * The file that an action writes or removes, with its text afterwards, null for none; undefined for
 * all other actions.
 */
export function fileAfter(
  action: Action,
): { readonly path: string; readonly text: string | null } | undefined {
  const verb = verbOf(action)
  const text = verb.kind === 'file' ? verb.textAfter?.(action) : undefined
  return text === undefined || !('path' in action) ? undefined : { path: action.path, text }
}

/** Whether it only changes files and links, so that a folder that stands for a server will do. */
export function isOnDisk(action: Action): boolean {
  const verb = verbOf(action)
  return verb.kind === 'file' || (verb.kind === 'command' && verb.onDisk === true)
}

/** How long an action takes, as far as it is worth to be told. */
export function timeOf(action: Action): Span {
  const verb = verbOf(action)
  return (verb.kind === 'file' ? undefined : verb.time?.(action)) ?? { least: 0, most: 0 }
}
