import type { Unit } from '../state.js'

/**
 * A unit file as lists of values by key; sections don't matter to a pretend systemd, for no key of
 * ours stands in two.
 */
export type Directives = ReadonlyMap<string, readonly string[]>

/**
 * Reads a unit's text and then its drop-ins', with the instance's specifiers filled in: `%i` the
 * instance, `%j` the last part of the prefix, `%%`. An empty value forgets those before it.
 */
export function directivesOf(unit: Unit, texts: readonly string[]): Directives {
  const [, prefix = '', instance = ''] = /^([^@]*)@?(.*)\.[a-z]+$/.exec(unit) ?? []
  const last = prefix.slice(prefix.lastIndexOf('-') + 1)
  const fill = (value: string) =>
    value.replace(/%([ijIJpPnN%])/g, (_, letter: string) => {
      if (letter === '%') return '%'
      if (letter.toLowerCase() === 'i') return instance
      if (letter.toLowerCase() === 'j') return last
      return letter.toLowerCase() === 'p' ? prefix : unit
    })
  const found = new Map<string, string[]>()
  for (const line of texts.join('\n').split('\n')) {
    const [, key, value = ''] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? []
    if (key !== undefined) found.set(key, value === '' ? [] : [...(found.get(key) ?? []), fill(value)])
  }
  return found
}

/** The last value of a key, as systemd takes it. */
export function last(directives: Directives, key: string): string {
  return directives.get(key)?.at(-1) ?? ''
}

/** All words of a key that may stand several times. */
export function wordsOf(directives: Directives, key: string): readonly string[] {
  return (directives.get(key) ?? []).flatMap((value) => value.split(/\s+/)).filter((word) => word !== '')
}
