import type { Path, Unit } from '../state.js'

/**
 * Whether systemd reads a file as a drop-in of this unit (systemd.unit(5)): below the unit's own
 * name, its template's, each of these cut after a hyphen (`mastodon-sidekiq-.service.d`), and the
 * type's (`service.d`).
 */
export function isDropInOf(path: Path, unit: Unit): boolean {
  const folder = /([^/]+)\.d\/[^/]+\.conf$/.exec(path)?.[1]
  if (folder === undefined) return false
  const named = partsOf(unit)
  if (folder === named.type) return true
  const { prefix, instance, type } = partsOf(folder)
  if (type !== named.type) return false
  const ofInstance = instance === named.instance || (instance === '' && named.instance !== undefined)
  if (prefix === named.prefix) return ofInstance
  return prefix.endsWith('-') && named.prefix.startsWith(prefix) && (ofInstance || instance === undefined)
}

function partsOf(name: string): {
  readonly prefix: string
  readonly instance: string | undefined
  readonly type: string
} {
  const dot = name.lastIndexOf('.')
  const stem = name.slice(0, Math.max(0, dot))
  const at = stem.indexOf('@')
  return {
    prefix: at < 0 ? stem : stem.slice(0, at),
    instance: at < 0 ? undefined : stem.slice(at + 1),
    type: name.slice(dot + 1),
  }
}
