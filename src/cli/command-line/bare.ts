import type { Options } from '../../options/options.js'
import type { AskedCommand } from './read.js'

/** Words that say no more than how the wizard is to open, each as the option that it is. */
const words: ReadonlyMap<string, Options> = new Map([
  ['--practice', { practice: true }],
  ['--plain', { plain: true }],
  ['--no-color', { color: false }],
])

/**
 * The wizard, where a command line has none but these words; undefined of any other. Its first
 * screen then waits neither for commander nor for the questions, which the other options come with.
 */
export function bareWizard(argv: readonly string[]): AskedCommand | undefined {
  const options = argv.flatMap((word) => words.get(word) ?? [])
  if (options.length < argv.length) return undefined
  return { kind: 'command', name: 'wizard', options: Object.assign({}, ...options) }
}
