import { layouts, sandboxLevels } from '../answers.js'
import {
  type Parsed,
  parseChoice,
  parseCount,
  parseMemory,
  parseStreaming,
  parseWeb,
} from '../questions/parse.js'

/** How each setting with one value is read, whatever the server is. */
export const readers = {
  // A plan may be for another machine than this one; a finding says so.
  cores: (text: string) => parseCount(text, { what: 'cores', min: 1, max: 1024 }),
  memory: (text: string) => parseMemory(text),
  web: (text: string) => parseWeb(text),
  streaming: parseStreaming,
  layout: (text: string) => parseChoice(text, layouts),
  sandbox: (text: string) => parseChoice(text, sandboxLevels),
} satisfies Readonly<Record<string, (text: string) => Parsed<unknown>>>

/** Why a size can't be given to this name: it is that of an option. Undefined where there is no such option. */
export function optionInstead(name: string, value: string): string | undefined {
  return Object.hasOwn(readers, name) ? `it is no queue; write --${name} ${value}.` : undefined
}
