import type { Facts } from '../known/facts.js'
import type { InstalledUnit } from '../known/units.js'
import type { StatusLine } from './line.js'
import { tableLines } from './table.js'

const kinds = {
  web: 'web',
  socket: "web's port",
  streaming: 'streaming',
  sidekiq: 'Sidekiq',
  timer: 'end of a surge',
  target: 'all of them',
  shim: 'stands for several',
} as const

/** Mastodon's units by kind, and whether they run. */
export function unitLines(facts: Facts, width: number): readonly StatusLine[] {
  const units = unitsByKind(facts)
  if (units.length === 0) return [{ text: 'No unit of Mastodon is installed.', tone: 'warn' }]
  const [head = '', ...rows] = tableLines(
    [
      { head: 'Unit', cells: units.map(({ unit }) => unit) },
      { head: 'State', cells: units.map(stateOf) },
      { head: 'For', cells: units.map(({ unit }) => wordOf(facts, unit)), spare: 1 },
    ],
    width,
  )
  return [
    { text: head, tone: 'dim' },
    ...rows.map((text, at): StatusLine => (isOdd(units[at]) ? { text, tone: 'warn' } : { text })),
  ]
}

/** Web first, then streaming, then Sidekiq, what else there is at the end; by name within. */
export function unitsByKind({ units, state }: Facts): readonly InstalledUnit[] {
  const order = Object.keys(kinds)
  const place = ({ unit }: InstalledUnit) =>
    order.indexOf(state.roles[unit]?.kind ?? '') + (state.roles[unit] === undefined ? 99 : 0)
  return [...units].sort(
    (a, b) => place(a) - place(b) || a.unit.localeCompare(b.unit, 'en', { numeric: true }),
  )
}

function wordOf({ state }: Facts, unit: string): string {
  const kind = state.roles[unit]?.kind
  return kind === undefined ? '' : kinds[kind]
}

// Nothing is said of an active unit that is not enabled: another one may bring it up, as the stock
// streaming does.
function stateOf({ active, enabled }: InstalledUnit): string {
  if (active) return 'active'
  return enabled ? 'inactive, though enabled' : 'inactive'
}

const isOdd = (unit: InstalledUnit | undefined) => unit !== undefined && !unit.active && unit.enabled
