import { steps } from '../../src/questions/index.js'
import { cli } from './program.js'
import { openTerminal, type TerminalOptions, type TestTerminal } from './terminal.js'

/** The program as it is installed, on its practice server. */
export const wizard: readonly string[] = ['node', cli, '--practice']
export const env = { LC_ALL: 'C.UTF-8', PATH: process.env.PATH }

export const keys = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  escape: '\x1b',
  enter: '\r',
  ctrlC: '\x03',
} as const

/** A screen of the wizard: what is typed at the first one to come there, and what shows that one is. */
export interface Place {
  readonly name: string
  readonly keys: string
  readonly shows: RegExp
}

/** How the title of a step begins, also in a narrow terminal. */
export const titleOf = (at: number): RegExp => new RegExp(`\\b${at + 1}( of |/)${steps.length}\\b`)

export const first: Place = { name: 'what was found', keys: '', shows: /found.*\n(.*\n)*.*enter/i }
const enters = (count: number) => keys.enter.repeat(count)
const atStep = (at: number): Place => ({
  name: `step ${at + 1}, ${steps[at]?.id}`,
  keys: enters(at + 1),
  shows: titleOf(at),
})
const toReview = enters(steps.length + 1)
const view = (tabs: number, name: string): Place => ({
  name: `the review's ${name}`,
  keys: toReview + '\t'.repeat(tabs),
  shows: new RegExp(`\\[${name === 'Commands' ? 'C(om|md)' : name.slice(0, 3)}.*\\]`),
})

export const eachStep: readonly Place[] = steps.map((_, at) => atStep(at))
export const views: readonly Place[] = ['Changes', 'Files', 'Links', 'Commands', 'Findings'].map((name, at) =>
  view(at, name),
)
export const covers: readonly Place[] = [
  { name: 'help', keys: `${enters(1)}?`, shows: /any key/i },
  { name: 'help of the review', keys: `${toReview}?`, shows: /any key/i },
  { name: 'the question about leaving', keys: `${enters(1)}${keys.left}q`, shows: /Leave\?/ },
]
/** Every screen on which one may stay as long as one likes before anything is applied. */
export const places: readonly Place[] = [first, ...eachStep, ...views, ...covers]
export const applying: Place = { name: 'applying', keys: `${toReview}y`, shows: /jobs left|until its jobs/i }
export const finished: Place = { name: 'the end', keys: `${toReview}y`, shows: /Done in/ }

/** Long, for a machine that has much else to do. */
export const within = 30_000

/** Opens the wizard and waits for its first screen. */
export async function open(options: TerminalOptions = {}, argv = wizard): Promise<TestTerminal> {
  const terminal = openTerminal(argv, { env, ...options })
  await terminal.waitFor(first.shows, { within })
  return terminal
}

/** Goes from the first screen to a place. */
export async function go(terminal: TestTerminal, place: Place): Promise<void> {
  terminal.press(place.keys)
  await terminal.waitFor(place.shows, { within })
}
