import type { Action, Argv } from '../../state.js'

export type VerbName = Action['do']

/**
 * What the program knows of one verb: everything that it says of it, and what it does to the
 * server.
 */
export type Verb<A extends Action> = OnFile<A> | Command<A> | Wait<A>

/** Writes or removes a file or a link; the preview shows those as they are, beside the commands. */
interface OnFile<A extends Action> extends Said<A> {
  readonly kind: 'file'
  /** Who reads the log reads this. */
  readonly inFull: (action: A) => string
  /** `preview` is the command that shows what is in the files. */
  readonly byHand: (action: A, preview: string) => string
  /** The text of the file afterwards, null for none; left out for a link. */
  readonly textAfter?: (action: A) => string | null
}

/** A command that is run. It is what the log says, and what somebody types who does it by hand. */
interface Command<A extends Action> extends Said<A> {
  readonly kind: 'command'
  readonly command: (action: A) => Argv
  /** What it is for, in a few words, for the preview; empty where the command says it all. */
  readonly purpose: (action: A) => string
  /** Makes and removes links alone, which a folder that stands for a server has, too. */
  readonly onDisk?: true
  readonly process?: ProcessChange
  readonly time?: (action: A) => Span
}

/** Looks at a process until it is as it should be. */
interface Wait<A extends Action> extends Said<A> {
  readonly kind: 'wait'
  readonly inFull: (action: A) => string
  /** The same as `inFull` unless it is said here. */
  readonly byHand?: (action: A) => string
  /** As for a command; undefined where it is over at once, which the preview leaves out. */
  readonly purpose: (action: A) => string | undefined
  readonly process: ProcessChange
  readonly time: (action: A) => Span
}

/** What is told of an action while a plan is carried out, in a few words. */
interface Said<A extends Action> {
  readonly running: (action: A) => string
  /** Once it is done; the same as `running` unless it is said here. */
  readonly done?: (action: A) => string
  /** In the fewest words, for a small screen; the same as `running` unless it is said here. */
  readonly short?: (action: A) => string
}

/** What an action makes of the main process of its unit. */
export interface ProcessChange {
  /** The process that ran has ended. */
  readonly ends?: true
  /** With its process the unit ends, too: it is no longer active. */
  readonly unitEnds?: true
  /** A new process runs, which nobody has seen at work yet. */
  readonly starts?: true
  /**
   * Whether the process takes jobs or requests from then on; left out where that stays as it was.
   */
  readonly takesJobs?: boolean
  /** The process has had the time to finish its jobs. */
  readonly finishesJobs?: true
}

/** How long an action takes, in seconds: at least, and at most. */
export interface Span {
  readonly least: number
  readonly most: number
  /** Neighbours of this kind pass their time together. */
  readonly sideBySide?: true
}

/** Rows of the table, each for the actions of its verb. */
export type Verbs = { readonly [Name in VerbName]: Verb<Extract<Action, { readonly do: Name }>> }
