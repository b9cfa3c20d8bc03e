import type { Answers } from '../answers.js'

/**
 * What is set up on a server, in the words of the answers. Absent is what no unit tells or nobody
 * has chosen; `groups` has only those that processes are set up for.
 */
export interface Installed extends Partial<Answers> {
  /**
   * Whether the units are ours: then nobody is meant to serve a group that is not among `groups`.
   */
  readonly ours: boolean
}
