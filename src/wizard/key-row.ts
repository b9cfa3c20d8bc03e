import type { Intent } from './intent.js'

/** Keys by name (namesOf), each with what it asks for. */
type Bindings = Readonly<Record<string, Intent['do']>>

/** What a key does, in words; `glue`: said in one breath with the row above, as in `↑↓←→ edit`. */
export type Words = string | { readonly glue: string; readonly words: string }

/** Where words are said: how little room there is, and how many steps the wizard has. */
export interface Telling {
  readonly small: boolean
  readonly steps: number
}

/** Words, where need be for where the wizard is; undefined where nothing is said there. */
type Said<W> = Words | undefined | ((wizard: W, telling: Telling) => Words | undefined)

/**
 * A key, or keys that belong together, where the wizard is at `W`: what it asks for, and all that
 * is ever said of it.
 */
export interface KeyRow<W> {
  readonly keys: Bindings
  /** Further keys for the same, which only the help names. */
  readonly also?: Bindings
  /** What the keys are called on the screen's last line, where that is not their signs. */
  readonly name?: string | ((telling: Telling) => string)
  /** The same in the help. */
  readonly helpName?: string
  /** On the last line of a screen. */
  readonly hint?: Said<W>
  /** On the last line where there is little room. */
  readonly short?: Said<W>
  /** Stands first in the help, and on the last line where there is little room. */
  readonly first?: true
  /** In the help on the screen, and in docs/keys.md. */
  readonly help: Words
  /** What the help on the screen says instead, or null where it leaves the key out. */
  readonly onScreen?: Said<W> | null
}

/** Words that go on from the row above. */
export const joined = (glue: string, words: string): Words => ({ glue, words })
