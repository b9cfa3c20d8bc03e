import { type Facts, isKnown } from './known/facts.js'
import { helpLines } from './status/help.js'
import type { LatencyHistory } from './status/latency-history.js'
import type { StatusLine } from './status/line.js'
import { machineLines } from './status/machine.js'
import { processLines } from './status/processes.js'
import { queueLines } from './status/queues.js'
import { unitLines } from './status/units.js'
import { momentText, plural } from './text/format.js'
import { surgesIn } from './units/surge.js'

const none: StatusLine = { text: '' }

/**
 * What runs where and what would help, as tables of this width and sentences of any; what helps
 * stands last, where it stays in sight.
 */
export function statusLines(facts: Facts, width: number, history?: LatencyHistory): readonly StatusLine[] {
  const tables = [queueLines(facts, width, history), processLines(facts, width), unitLines(facts, width)]
  return parts(limits(facts), ...tables, machineLines(facts), [...surgeLines(facts), ...helpLines(facts)])
}

/** The same for a live view: what is cut off below is what changes least. */
export function liveLines(facts: Facts, width: number, history: LatencyHistory): readonly StatusLine[] {
  const help = [...surgeLines(facts), ...helpLines(facts)]
  const first = parts(limits(facts), queueLines(facts, width, history), [...help, ...machineLines(facts)])
  return parts(first, processLines(facts, width), unitLines(facts, width))
}

function limits({ settings }: Facts): readonly StatusLine[] {
  return isKnown(settings.readable)
    ? []
    : [{ text: `Not all can be seen: ${settings.readable.unknown}`, tone: 'warn' }]
}

const parts = (...all: readonly (readonly StatusLine[])[]): readonly StatusLine[] =>
  all.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : [none, ...part]))

/** Extra processes that run until a time. */
function surgeLines(facts: Facts): readonly StatusLine[] {
  return Object.entries(surgesIn(facts.state)).map(([label, { processes, threads, until }]) => ({
    text: `Surge on ${label}: ${plural(processes, 'extra process', 'extra processes')} of ${threads} threads until ${momentText(until)}.`,
  }))
}
