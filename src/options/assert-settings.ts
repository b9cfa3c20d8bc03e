import { type Parsed, parseGroup } from '../questions/parse.js'
import { WrongInput } from '../wrong-input.js'
import { optionInstead, readers } from './readers.js'
import type { Settings } from './settings.js'

const names = Object.keys(readers) as readonly (keyof typeof readers)[]

/** What can be told of settings before a server is looked at. @throws WrongInput; `where` names a setting, as for `edit` */
export function assertSettings(settings: Settings, where: (name: string) => string): void {
  for (const name of names) {
    const text = settings[name]
    const parsed: Parsed<unknown> | undefined = text === undefined ? undefined : readers[name](text)
    if (parsed && 'wrong' in parsed) throw new WrongInput(`${where(name)} ${text}: ${parsed.wrong}`)
  }
  for (const [label, size] of Object.entries(settings.queues ?? {})) {
    const parsed = parseGroup(size)
    if ('wrong' in parsed)
      throw new WrongInput(
        `${where('queue')} ${label}=${size}: ${optionInstead(label, size) ?? parsed.wrong}`,
      )
  }
}
