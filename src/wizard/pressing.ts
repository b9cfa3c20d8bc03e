import type { Intent } from './intent.js'
import { type Key, namesOf } from './key.js'
import { keymap, type Mode } from './keymap.js'
import type { Rules, Wizard } from './types.js'

/**
 * Where in the keymap the wizard is: what stands in front comes first, and keys that mean nothing
 * there are looked up below it.
 */
export function modesAt(rules: Rules, wizard: Wizard): readonly Mode[] {
  if ('overlay' in wizard && wizard.overlay !== null)
    return [typeof wizard.overlay === 'string' ? wizard.overlay : 'steps']
  switch (wizard.phase) {
    case 'asking': {
      const kind = rules.steps[wizard.at]?.kind ?? 'form'
      return wizard.why && wizard.wrong === null ? ['why', kind] : [kind]
    }
    case 'reviewing':
      if (wizard.search === null) return ['review']
      return wizard.search.typing ? ['searchText'] : ['search', 'review']
    case 'finished':
    case 'failed':
      return ['end']
    default:
      return [wizard.phase]
  }
}

/** What a key asks for in these places of the keymap; undefined where it means nothing. */
export function intentOf(modes: readonly Mode[], key: Key): Intent | undefined {
  for (const mode of modes) {
    const bound = modeKeys(mode)
    const name = namesOf(key).find((each) => Object.hasOwn(bound, each))
    if (name !== undefined) return intentFor(bound[name], key)
  }
  return undefined
}

function modeKeys(mode: Mode): Readonly<Record<string, Intent['do']>> {
  return Object.assign({}, ...keymap[mode].rows.flatMap(({ keys, also }) => [keys, also ?? {}]))
}

function intentFor(wish: Intent['do'] | undefined, key: Key): Intent | undefined {
  const character = typeof key === 'string' ? '' : key.char
  if (wish === 'type-character') return { do: wish, character }
  if (wish === 'go-to-place') return { do: wish, place: Number(character) }
  return wish === undefined ? undefined : { do: wish }
}
