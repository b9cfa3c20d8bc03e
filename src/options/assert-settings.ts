import { WrongInput } from '../wrong-input.js'
import { answerOptions, saidOf, wordOf } from './answer-options.js'
import { optionInstead } from './no-such-group.js'
import type { Settings } from './options.js'

/**
 * What can be told of settings before a server is looked at. @throws WrongInput; `where` names a
 * setting, as for `edit`
 */
export function assertSettings(settings: Settings, where: (name: string) => string): void {
  for (const said of answerOptions.flatMap((option) => saidOf(option, settings))) {
    const { flag, label = '', text, parsed } = said
    if ('wrong' in parsed)
      throw new WrongInput(`${where(flag)} ${wordOf(said)}: ${optionInstead(label, text) ?? parsed.wrong}`)
  }
}
