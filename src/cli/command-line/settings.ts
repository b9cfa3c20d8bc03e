import { layouts, sandboxLevels } from '../../answers.js'
import type { OptionRow } from './rows.js'

/** The options that answer what the wizard asks, in its order. */
export const settings: readonly OptionRow[] = [
  { name: 'cores', value: 'n', summary: 'cores that Mastodon may use' },
  { name: 'memory', value: 'size', summary: 'memory that its services may use, such as 7.5G' },
  { name: 'web', value: 'workersxthreads', summary: 'Puma, such as 4x5, or none' },
  { name: 'streaming', value: 'processes', summary: 'streaming processes, or none' },
  { name: 'layout', value: 'layout', summary: `queues over processes: ${oneOf(layouts)}` },
  {
    name: 'queue',
    value: 'name=threads[xprocesses]',
    summary: 'size of a queue or group, or NAME=none; repeatable',
    repeatable: true,
  },
  { name: 'sandbox', value: 'level', summary: oneOf(sandboxLevels) },
]

function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
