import type { Finding } from '../../src/findings/finding.js'
import { findings } from '../../src/findings.js'
import { helpInShort } from '../../src/status/help.js'
import { processLines } from '../../src/status/processes.js'
import { queueLines } from '../../src/status/queues.js'
import { folded } from '../../src/text/fold.js'
import { hasLoad } from '../../src/wizard/has-load.js'
import type { Found } from '../../src/wizard/types.js'
import { isSmall } from '../../src/wizard/viewport.js'
import { factLines, shortFacts } from '../../src/wording/facts.js'
import { bodyIndent, type Canvas } from '../parts/canvas.js'
import type { Line } from '../parts/lines.js'
import { clean, type Tone } from '../terminal/symbols.js'

/**
 * Rows that the table of queues keeps, whatever is said below it, and rows that a piece of advice
 * takes of the rest.
 */
const leastQueues = 4
const mostHelp = 4
/** Rows that what is risky keeps below the table of processes. */
const leastRisks = 3
const none: Line = { text: '' }

type Level = Finding['level']
const signs: Readonly<Record<Level, string>> = { note: '·', warning: '!', error: '!' }
const tones: Readonly<Record<Level, Tone>> = { note: 'dim', warning: 'warn', error: 'wrong' }

/** The facts in full, with what each Sidekiq process takes, and what is wrong or risky. */
export function detailLines(wizard: Found, canvas: Canvas): readonly Line[] {
  const small = isSmall(canvas)
  const gap = small ? [] : [none]
  const all = labelled(factLines(wizard.facts, small), canvas)
  const foot = promise(wizard, canvas)
  const facts = all.slice(0, canvas.height - gap.length * 2 - foot.length)
  const left = canvas.height - gap.length * 2 - facts.length - foot.length
  const processes = processRows(wizard, canvas, left - gap.length)
  const free = left - processes.length
  return [...gap, ...facts, ...gap, ...processes, ...filled(risks(wizard, canvas, free), free), ...foot]
}

/** What Sidekiq does now, who needs help and what is risky, below what the server is. */
export function loadLines(wizard: Found, canvas: Canvas): readonly Line[] {
  const { facts, history } = wizard
  const small = isSmall(canvas)
  const gap = small ? [] : [none]
  const foot = promise(wizard, canvas)
  const head = small ? [] : [...labelled(shortFacts(facts), canvas), none]
  const table = queueLines(facts, widthOf(canvas), history)
  const room = canvas.height - head.length - gap.length - foot.length
  const help = helpInShort(facts)
    .flatMap(({ text, tone }) => whole(text, canvas, mostHelp).map((part): Line => ({ text: part, tone })))
    .slice(0, Math.max(1, room - Math.min(table.length, leastQueues)))
  const queues = fitted(table, room - help.length)
  const free = room - help.length - queues.length
  return [...head, ...queues, ...gap, ...help, ...filled(risks(wizard, canvas, free), free), ...foot]
}

/** Lines with room below them, so that what follows stays where it is. */
function filled(lines: readonly Line[], rows: number): readonly Line[] {
  return [...lines, ...Array.from({ length: Math.max(0, rows - lines.length) }, () => none)]
}

/**
 * As many whole sentences as fit into these rows: half of one would mislead. The first is there in
 * any case.
 */
function whole(text: string, canvas: Canvas, rows: number): readonly string[] {
  const [first = '', ...others] = text.split(/(?<=\.) /)
  const kept = others.reduce(
    (all, next) => (fold(`${all} ${next}`, canvas).length > rows ? all : `${all} ${next}`),
    first,
  )
  return fold(kept, canvas)
}

/**
 * What each Sidekiq process takes, and a gap below it; nothing where not even one of them fits with
 * its memory.
 */
function processRows(wizard: Found, canvas: Canvas, room: number): readonly Line[] {
  if (!hasLoad(wizard) || isSmall(canvas)) return []
  const table = processLines(wizard.facts, widthOf(canvas))
  const rows = room - Math.min(leastRisks, risks(wizard, canvas, room).length)
  if (rows < Math.min(3, table.length)) return []
  const shown = table.length <= rows ? table : table.slice(0, rows - 1)
  const more = table.length - shown.length
  const rest: readonly Line[] =
    more > 0 ? [{ text: `… ${more} more: mastodon-tune status shows all`, tone: 'dim' }] : []
  return [...shown, ...rest, none]
}

/** As many of the queues as fit; the worst stand on top. */
function fitted(table: readonly Line[], room: number): readonly Line[] {
  if (table.length <= room) return table
  const shown = table.slice(0, Math.max(2, room - 1))
  return [...shown, { text: `… ${table.length - shown.length} more queues, less late`, tone: 'dim' }]
}

function promise({ facts }: Found, canvas: Canvas): readonly Line[] {
  if (isSmall(canvas)) return [{ text: 'Nothing is changed until you say so.', tone: 'dim' }]
  const said: Line = {
    text: '· Nothing has been changed. Nothing will be until you say so at the end.',
    tone: 'dim',
  }
  if (facts.machine.root) return [said]
  return [
    said,
    { text: '! You are not root: you can look and plan, and run the result with sudo.', tone: 'warn' },
  ]
}

/**
 * What is wrong or risky, in as many rows as are free. A cut in the middle must not look like an
 * end.
 */
function risks({ facts, answers }: Found, canvas: Canvas, free: number): readonly Line[] {
  const all = findings(facts, answers).flatMap(({ id, level, text }) =>
    fold(`${text} (${id})`, canvas, 4).map(
      (part, at): Line => ({ text: `${at > 0 ? ' ' : signs[level]} ${part}`, tone: tones[level] }),
    ),
  )
  return all
    .slice(0, Math.max(0, free))
    .map((line, at) => (at === free - 1 && all.length > free ? { ...line, text: `${line.text} …` } : line))
}

/** Labels and sentences in two columns; what is too long goes on below. */
function labelled(facts: readonly (readonly [string, string])[], canvas: Canvas): readonly Line[] {
  const column = isSmall(canvas) ? 12 : 14
  return facts.flatMap(([label, text]) =>
    fold(text, canvas, column).map(
      (part, at): Line => ({ text: (at === 0 ? label : '').padEnd(column) + part }),
    ),
  )
}

/** Plain signs may be longer than what they stand for, so they come before the fold. */
function fold(text: string, canvas: Canvas, less = 0): readonly string[] {
  return folded(clean(text, canvas.look), widthOf(canvas) - less)
}

const widthOf = (canvas: Canvas) => canvas.width - 1 - bodyIndent(canvas)
