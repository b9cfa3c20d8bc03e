/** Splits a line as systemd does (systemd.syntax(7)): at blanks, minding quotes and backslashes. */
export function words(line: string): readonly string[] {
  const found: string[] = []
  let word = ''
  let quote = ''
  let begun = false
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at)
    if (sign === '\\' && quote !== "'") {
      at += 1
      word += line.charAt(at)
      begun = true
    } else if (quote !== '' ? sign === quote : sign === '"' || sign === "'") {
      quote = quote === '' ? sign : ''
      begun = true
    } else if (quote === '' && /\s/.test(sign)) {
      if (begun) found.push(word)
      word = ''
      begun = false
    } else {
      word += sign
      begun = true
    }
  }
  return begun ? [...found, word] : found
}

/** `A=1 "B=x y"` as a record; what is no assignment is left out. */
export function assignments(line: string): Readonly<Record<string, string>> {
  const pairs = words(line).flatMap((word) => {
    const at = word.indexOf('=')
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)] as const] : []
  })
  return Object.fromEntries(pairs)
}

/**
 * The settings of a unit's file and its drop-ins, in that order: each key with all its values; an
 * empty value forgets those before it. Keys of all sections together, for Mastodon's units have
 * none that means two things.
 */
export function unitSettings(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, string[]>()
  for (const text of texts) {
    for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
      // No pattern for the whole line: at long runs of blanks it would take a square of their
      // number.
      const at = line.indexOf('=')
      const key = line.slice(0, Math.max(0, at)).trim()
      const value = line.slice(at + 1).trim()
      if (!/^[A-Za-z]+$/.test(key)) continue
      const values = settings.get(key)
      // Added to and not copied: a file of a hundred thousand such lines must not take minutes.
      if (value === '' || values === undefined) settings.set(key, value === '' ? [] : [value])
      else values.push(value)
    }
  }
  return settings
}

export type Directive = readonly [key: string, value: string]

export type Section = readonly [name: string, directives: readonly Directive[]]

/**
 * The values of a directive in a unit's text, in order; no continued lines, since we write none.
 */
export function valuesOf(text: string, key: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []))
}
