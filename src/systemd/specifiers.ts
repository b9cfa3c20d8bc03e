import type { Unit } from '../state.js'

/**
 * Puts a unit's names for its specifiers (systemd.unit(5)); `%i` stays in a template, which has no
 * instance.
 */
export function expand(text: string, unit: Unit): string {
  const stem = unit.replace(/\.[a-z]+$/, '')
  const prefix = stem.replace(/@.*$/, '')
  const instance = stem.includes('@') ? stem.slice(stem.indexOf('@') + 1) : ''
  const template = unit.includes('@.')
  return text.replace(/%([%ijnpNI])/g, (whole, letter: string) => {
    if (letter === '%') return '%'
    if (letter === 'j') return prefix.slice(prefix.lastIndexOf('-') + 1)
    if (letter === 'p') return prefix
    if (template) return whole
    if (letter === 'n') return unit
    return letter === 'N' ? stem : instance
  })
}
