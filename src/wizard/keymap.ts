import { isError } from '../findings/finding.js'
import { hasLoad } from './has-load.js'
import { joined, type KeyRow } from './key-row.js'
import type { Applying, Asking, Failed, Finished, Found, Looking, Reviewing } from './types.js'

/**
 * Where keys mean something, with what the wizard is there. `status` is the live status; `tooSmall`
 * any screen that is not drawn.
 */
interface At {
  readonly looking: Looking
  readonly found: Found
  readonly choice: Asking
  readonly form: Asking
  readonly sizes: Asking
  readonly why: Asking
  readonly steps: Found | Asking | Reviewing
  readonly review: Reviewing
  readonly search: Reviewing
  readonly searchText: Reviewing
  readonly help: Found | Asking | Reviewing
  readonly leaving: Found | Asking | Reviewing
  readonly applying: Applying
  readonly end: Finished | Failed
  readonly status: { readonly scrolls: boolean }
  readonly tooSmall: unknown
}

export type Mode = keyof At

type Row = KeyRow<unknown>

const interrupt: Row = { keys: { 'ctrl-c': 'interrupt' }, help: 'leave', onScreen: null }
const leave: Row = { keys: { q: 'leave' }, help: 'leave' }
const help: Row = {
  keys: { '?': 'show-help' },
  hint: 'help',
  short: 'help',
  help: 'the keys that mean something there',
  onScreen: null,
}
const steps: Row = { keys: { s: 'show-steps' }, hint: 'steps', help: 'the list of steps' }

const next: Row = { keys: { enter: 'go-on' }, hint: 'next', short: 'next', help: 'next step' }
const back: Row = { keys: { escape: 'go-back' }, hint: 'back', help: 'step back; answers stay' }
const proposed: Row = { keys: { r: 'take-proposed' }, help: 'back to what is proposed' }
const why: KeyRow<Asking> = {
  keys: { w: 'toggle-why' },
  short: 'why',
  help: 'why',
  // A larger screen shows it all along.
  onScreen: (_, { small }) => (small ? 'why' : undefined),
}
const move = { up: 'move-up', down: 'move-down' } as const
const change: Row = {
  keys: { left: 'decrease', right: 'increase' },
  also: { '-': 'decrease', '+': 'increase' },
  help: 'less, more',
}
/** Plus without Shift. */
const plus: Row = { keys: { '=': 'increase' }, help: 'more', onScreen: null }
const text = { character: 'type-character' } as const
const erase: Row = { keys: { backspace: 'erase' }, help: 'take the last character back', onScreen: null }
const other: Row = { keys: { any: 'dismiss' }, help: 'close why', onScreen: null }

/** What every step ends with. */
const ofSteps = [next, back, steps, leave, why, help, interrupt, other]

const find: Row = { keys: { '/': 'begin-search' }, help: 'find' }
const nextMatch: Row = { keys: { n: 'next-match' }, help: joined('; ', 'next') }
const previousMatch: Row = { keys: { N: 'previous-match' }, help: joined(', ', 'previous') }
const endSearch: Row = { keys: { escape: 'end-search' }, hint: 'back', help: 'end the search' }

/** What `y` does in the review. */
function agreeing({ plan, review, facts }: Reviewing): string {
  if (plan.actions.length === 0) return 'finish'
  if (isBlocked({ plan, review })) return 'blocked: see Findings'
  return facts.machine.root ? 'apply' : 'how'
}

const isBlocked = ({ plan, review }: Pick<Reviewing, 'plan' | 'review'>) =>
  plan.actions.length > 0 && review.findings.some(isError)

/**
 * The keys: what each asks for in every place of the program, and what is said of it. The screens'
 * last lines, the help and docs/keys.md are made from this table, and nothing else knows a key.
 */
export const keymap: {
  readonly [M in Mode]: { readonly title: string; readonly rows: readonly KeyRow<At[M]>[] }
} = {
  looking: {
    title: 'While the server is looked at',
    rows: [{ ...interrupt, hint: 'leave', short: 'leave' }],
  },
  found: {
    title: 'What was found',
    rows: [
      { keys: { enter: 'go-on' }, hint: 'go on', short: 'go', help: 'go on, step by step' },
      {
        keys: { t: 'go-to-sizes' },
        hint: (wizard) => (hasLoad(wizard) ? 'threads' : undefined),
        short: (wizard) => (hasLoad(wizard) ? 'threads' : undefined),
        help: 'straight to the threads',
      },
      {
        keys: { f: 'toggle-facts' },
        hint: (wizard) => (hasLoad(wizard) ? otherFacts(wizard, 'all facts') : undefined),
        short: (wizard) => (hasLoad(wizard) ? otherFacts(wizard, 'facts') : undefined),
        help: 'all facts, or the load',
      },
      { ...steps, short: (wizard) => (hasLoad(wizard) ? undefined : 'steps') },
      help,
      { ...leave, help: '' },
      {
        keys: { escape: 'leave' },
        hint: 'leave',
        short: (wizard) => (hasLoad(wizard) ? undefined : 'leave'),
        help: joined(', ', 'leave'),
      },
      interrupt,
    ],
  },
  choice: {
    title: 'A step with options',
    rows: [{ keys: move, hint: 'choose', short: 'choose', help: 'choose' }, proposed, ...ofSteps],
  },
  form: {
    title: 'A step with fields',
    rows: [
      { keys: move, hint: 'field', short: '', help: 'choose, or go to a field' },
      { keys: { tab: 'move-down' }, help: 'the next field', onScreen: null },
      { ...change, hint: 'change', short: joined(' ', '') },
      plus,
      { keys: text, helpName: '0-9 x', help: 'type a value' },
      erase,
      { ...proposed, hint: 'proposed' },
      ...ofSteps,
    ],
  },
  sizes: {
    title: "The step of the queues' sizes",
    rows: [
      { keys: move, hint: '', short: '', help: 'choose a queue' },
      { ...change, hint: joined('', 'edit'), short: joined('', '') },
      plus,
      {
        keys: { tab: 'switch-part' },
        hint: ({ part }) => (part === 'threads' ? 'processes' : 'threads'),
        short: joined(' ', ''),
        help: 'threads, or processes',
      },
      { keys: text, helpName: '0-9', help: 'type it; 2x25 sets both' },
      erase,
      { ...proposed, hint: 'proposed', help: 'take what is proposed' },
      ...ofSteps,
    ],
  },
  why: {
    title: 'While why covers a small screen',
    rows: [
      { ...why, short: 'back', help: 'back to the answer' },
      { ...next, hint: undefined },
    ],
  },
  steps: {
    title: 'The list of steps',
    rows: [
      { keys: move, hint: 'choose', short: '', help: 'choose' },
      { keys: { enter: 'go-there' }, hint: 'go there', short: '', help: 'go there' },
      {
        keys: { digit: 'go-to-place' },
        name: ({ steps }) => `0-${steps + 1}`,
        hint: 'go at once',
        short: joined(' or ', 'go'),
        help: 'go there at once',
      },
      { keys: { escape: 'dismiss' }, hint: 'back', short: 'back', help: 'back' },
      { keys: { any: 'dismiss' }, help: 'back' },
      interrupt,
    ],
  },
  review: {
    title: 'The review',
    rows: [
      { keys: move, hint: (wizard) => (isBlocked(wizard) ? undefined : ''), help: 'next file, or scroll' },
      {
        keys: { pageup: 'page-up', pagedown: 'page-down' },
        also: { b: 'page-up', ' ': 'page-down' },
        hint: (wizard) => (isBlocked(wizard) ? undefined : joined(' ', 'move')),
        help: 'scroll',
      },
      {
        keys: { tab: 'next-view' },
        hint: 'view',
        short: (wizard) => (isBlocked(wizard) ? '' : 'view'),
        help: 'the next view',
      },
      {
        keys: { left: 'previous-view', right: 'next-view' },
        help: 'the view before, the next',
        onScreen: null,
      },
      { ...find, hint: 'find' },
      nextMatch,
      previousMatch,
      { keys: { w: 'save' }, hint: 'save', help: 'save all of it to a file' },
      {
        keys: { y: 'agree' },
        first: true,
        hint: agreeing,
        short: agreeing,
        onScreen: agreeing,
        help: 'apply; without root, how to',
      },
      { ...back, short: (wizard) => (isBlocked(wizard) ? undefined : 'back'), help: 'back to the steps' },
      { ...steps, hint: undefined },
      leave,
      help,
      interrupt,
    ],
  },
  search: {
    title: 'The review, where something was looked for',
    rows: [
      { ...nextMatch, hint: 'next', short: 'next', help: 'the next place' },
      { ...previousMatch, hint: 'the one before', short: 'back', help: 'the one before' },
      { ...find, hint: 'look for something else', help: 'look for something else' },
      { ...endSearch, short: '' },
    ],
  },
  searchText: {
    title: 'What to look for, while it is typed',
    rows: [
      { keys: text, name: 'type', hint: 'what to look for', help: 'what to look for' },
      { keys: { enter: 'find' }, hint: 'find', short: 'find', help: 'find it' },
      { ...endSearch, short: 'back' },
      erase,
      interrupt,
    ],
  },
  help: {
    title: 'The help',
    rows: [
      { keys: { any: 'dismiss' }, name: 'any key', hint: 'closes', short: 'closes', help: 'back' },
      interrupt,
    ],
  },
  leaving: {
    title: 'The question whether to leave',
    rows: [
      { keys: { y: 'leave-anyway' }, hint: 'leave', short: 'leave', help: 'leave' },
      { keys: { any: 'dismiss' }, hint: 'stay', short: 'stay', helpName: 'other', help: 'stay' },
      interrupt,
    ],
  },
  applying: {
    title: 'While it is applied',
    rows: [
      {
        ...interrupt,
        hint: 'stop and put back   (closing this window is safe: it goes on)',
        short: 'stop and put back',
        help: 'stop, and put everything back',
      },
    ],
  },
  end: {
    title: 'The end',
    rows: [
      { keys: { enter: 'close' }, hint: 'leave', short: 'leave', help: '' },
      { keys: { escape: 'close' }, help: joined(', ', '') },
      { keys: { q: 'close' }, help: joined(', ', 'leave') },
      interrupt,
    ],
  },
  status: {
    title: 'The live status',
    rows: [
      { keys: { q: 'leave' }, hint: 'leave', short: 'leave', help: '' },
      { keys: { Q: 'leave' }, help: joined(', ', '') },
      { keys: { escape: 'leave' }, help: joined(', ', 'leave') },
      {
        keys: move,
        hint: ({ scrolls }) => (scrolls ? 'the rest' : undefined),
        short: ({ scrolls }) => (scrolls ? 'the rest' : undefined),
        help: 'scroll',
      },
      { keys: { pageup: 'page-up', pagedown: 'page-down' }, help: 'scroll by a page' },
      interrupt,
    ],
  },
  tooSmall: { title: 'Where the terminal is too small', rows: [interrupt] },
}

function otherFacts({ details }: Found, facts: string): string {
  return details ? 'load' : facts
}
