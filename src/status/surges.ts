import type { Facts } from '../known/facts.js'
import { momentText, plural } from '../text/format.js'
import { surgesIn } from '../units/surge.js'
import type { StatusLine } from './line.js'

/** Extra processes that run until a time. */
export function surgeLines(facts: Facts): readonly StatusLine[] {
  return Object.entries(surgesIn(facts.state)).map(([label, { processes, threads, until }]) => ({
    text: `Surge on ${label}: ${plural(processes, 'extra process', 'extra processes')} of ${threads} threads until ${momentText(until)}.`,
  }))
}
