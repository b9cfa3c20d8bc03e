import { tolerable } from '../../src/advice/evidence.js'
import type { GroupSize } from '../../src/answers.js'
import type { Field } from '../../src/questions/types.js'
import { type GroupLoad, groupLoad } from '../../src/status/groups.js'
import { barOf, sparkline } from '../../src/status/plots.js'
import { type Column, tableLines } from '../../src/status/table.js'
import { cut } from '../../src/text/fold.js'
import { countText } from '../../src/text/format.js'
import { spanText } from '../../src/text/spans.js'
import { isOneNumber } from '../../src/wizard/size-typing.js'
import type { Asking } from '../../src/wizard/types.js'
import { partOf } from '../../src/wizard/typing.js'
import type { Line } from '../parts/lines.js'

/** Room for `10 x[50_]`, so that no column moves when a number gets a digit more. */
const valueWidth = 9
const barWidth = 6

interface Row {
  readonly field: Field
  readonly size: GroupSize | null
  readonly load: GroupLoad | undefined
}

/**
 * The groups with their sizes, as edited and as proposed, beside what runs and how it does; the
 * head first.
 */
export function threadsTable(
  wizard: Asking,
  fields: readonly Field[],
  width: number,
  small: boolean,
): readonly Line[] {
  const { facts, answers } = wizard
  const rows = fields.map(
    (field): Row => ({
      field,
      size: answers.groups[field.id] ?? null,
      load: groupLoad(facts, answers.layout, field.id),
    }),
  )
  const [head = '', ...lines] = tableLines(columnsOf(wizard, rows, small), width)
  return [
    { text: `  ${head}`, tone: 'dim' },
    ...lines.map((text, at) => lineOf(text, rows[at], wizard, at === wizard.cursor)),
  ]
}

/** A size as the table writes it: `1 × 25`, from what a field calls `1x25`; `none` stays. */
export function sizeWords(text: string): string {
  return text.replace('x', ' × ')
}

function columnsOf(wizard: Asking, rows: readonly Row[], small: boolean): readonly Column[] {
  const queue: Column = {
    head: wizard.answers.layout === 'per-queue' ? 'Queue' : 'Queues',
    cells: rows.map(({ field }) => field.label),
  }
  const size: Column = {
    head: ' Size'.padEnd(valueWidth),
    cells: rows.map((row, at) => (at === wizard.cursor ? edited(row, wizard) : sizeCell(row.field.value))),
  }
  const proposed: Column = {
    head: 'Proposed',
    cells: rows.map(({ field }) => (field.value === field.proposed ? '' : sizeWords(field.proposed))),
  }
  if (rows.every(({ load }) => load === undefined)) return [queue, size, proposed]
  const oldest: Column = {
    head: 'Oldest',
    cells: rows.map(({ load }) => (load?.waiting ? spanText(load.worst.latency, 'brief') : '–')),
    right: true,
  }
  const busy = (of: string): Column => ({
    head: small ? 'Busy' : '',
    cells: rows.map(({ load }) => busyText(load, of, small ? 'nobody' : '')),
    right: true,
  })
  if (small) return [queue, size, oldest, busy('/')]
  return [
    ...[queue, size, proposed],
    { head: 'Now', cells: rows.map(({ load }) => load?.served ?? '') },
    {
      head: 'Waiting',
      cells: rows.map(({ load }) => (load === undefined ? '' : countText(load.waiting))),
      right: true,
    },
    oldest,
    {
      head: 'Busy',
      cells: rows.map(({ load }) => (load?.threads ? barOf(load.busy / load.threads, barWidth) : '')),
      spare: 1,
    },
    busy(' of '),
    {
      head: 'Oldest lately',
      cells: rows.map(({ load }) =>
        load ? sparkline(wizard.history.get(load.worst.name) ?? [], 13, tolerable(load.worst.name)) : '',
      ),
      spare: 2,
    },
  ]
}

/**
 * The busy threads of a group, `of` all that serve it; `nobody` is what is said where none does.
 */
function busyText(load: GroupLoad | undefined, of: string, nobody: string): string {
  if (load === undefined) return ''
  return load.threads === 0 ? nobody : `${load.busy}${of}${load.threads}`
}

/** A size away from the cursor, its numbers below those of the others. */
function sizeCell(text: string): string {
  return /^\d\d/.test(text) ? sizeWords(text) : ` ${sizeWords(text)}`
}

/**
 * The size at the cursor: brackets stand around what arrows and digits change, or around all of
 * what is typed.
 */
function edited({ field, size }: Row, { typed, part }: Asking): string {
  if (typed !== null && (size === null || !isOneNumber(typed))) return `[${cut(typed, valueWidth - 3)}_]`
  if (size === null) return '[none]'
  const focus = partOf(field, part)
  const here = typed === null ? `[${size[focus]}]` : `[${typed}_]`
  return focus === 'processes' ? `${here}× ${size.threads}` : `${`${size.processes}`.padStart(2)} ×${here}`
}

function lineOf(text: string, row: Row | undefined, wizard: Asking, here: boolean): Line {
  if (here) return { text: `❯ ${text}`, tone: wizard.wrong === null ? 'accent' : 'wrong' }
  return { text: `  ${text}`, tone: toneOf(row?.load) }
}

function toneOf(load: GroupLoad | undefined): Line['tone'] {
  if (load?.served === 'nobody') return 'wrong'
  return load?.late ? 'warn' : undefined
}
