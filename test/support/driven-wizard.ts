import { lookOf } from '../../components/terminal/symbols.js'
import type { Key } from '../../src/wizard/key.js'
import type { Asking, Message, Reviewing, Rules, Wizard } from '../../src/wizard/types.js'
import { beginning, press, update } from '../../src/wizard.js'
import { keys, rules, session } from './pretend-wizard.js'

/** The wizard after these messages. */
export const after = (from: Wizard, ...messages: readonly Message[]): Wizard =>
  messages.reduce((now, each) => update(rules(), now, each), from)
/** The wizard after these keys. */
export const pressed = (from: Wizard, all: readonly Key[], by: Rules = rules()): Wizard =>
  all.reduce((now, key) => press(by, now, key), from)
/** The same, with keys by name or character. */
export const typed = (from: Wizard, ...all: readonly (Key | string)[]): Wizard => pressed(from, keys(...all))

export const start: Message = { type: 'found', session }
export const found = after(beginning, start)
export const atForm = pressed(found, ['enter']) as Asking
export const atChoice = pressed(atForm, ['enter']) as Asking
export const atReview = pressed(atChoice, ['enter']) as Reviewing

/** How the screens are drawn in a UTF-8 terminal, and in a plain one without colours. */
export const utf8 = lookOf({ LANG: 'C.UTF-8' })
export const plain = lookOf({ LANG: 'C', NO_COLOR: '1' })
