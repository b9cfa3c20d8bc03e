import { tolerable, worstFirst } from '../advice/evidence.js'
import { pressureOn } from '../advice/pressure.js'
import { type Facts, isKnown } from '../known/facts.js'
import type { Evidence, QueueLoad, SidekiqProcess } from '../known/load.js'
import { countText } from '../text/format.js'
import { spanText } from '../text/spans.js'
import type { LatencyHistory } from './latency-history.js'
import { type StatusLine, whyNot } from './line.js'
import { barOf, sparkline } from './plots.js'
import { type Column, narrow, tableLines } from './table.js'

/**
 * The queues as a table, the one that needs help first on top; or a sentence why they are not
 * known.
 */
export function queueLines(
  facts: Facts,
  width: number,
  history: LatencyHistory = new Map(),
): readonly StatusLine[] {
  const { evidence } = facts
  if (!isKnown(evidence)) return [{ text: `Queues: ${whyNot(facts, evidence.unknown)}`, tone: 'warn' }]
  const queues = worstFirst(facts)
  const small = width < narrow
  // Room for the other columns comes first.
  const looksShown = small ? 7 : Math.max(8, Math.min(20, width - 62))
  const evidenceNow = evidence.value
  const { now } = evidenceNow
  const watching = [...history.values()].some((values) => values.length > 1)
  const [head = '', ...rows] = tableLines(
    [
      { head: 'Queue', cells: queues.map(({ name }) => name) },
      {
        head: 'Served by',
        cells: queues.map((queue) => servedBy(queue, now.processes)),
        ...(small ? { spare: 2 } : {}),
      },
      {
        head: 'Busy',
        cells: queues.map((queue) => (queue.processes === 0 ? '' : barOf(queue.busy / queue.threads, 6))),
        spare: 1,
      },
      { head: small ? 'Busy' : '', cells: queues.map((queue) => busyText(queue, small)), right: true },
      { head: small ? 'Wait' : 'Waiting', cells: queues.map(({ size }) => countText(size)), right: true },
      {
        head: 'Oldest',
        cells: queues.map(({ size, latency }) => (size > 0 ? spanText(latency, 'brief') : '–')),
        right: true,
      },
      lately(),
    ],
    width,
  )
  return [
    { text: head, tone: 'dim' },
    ...rows.map((text, at): StatusLine => ({ text, ...toneOf(queues[at]) })),
  ]

  function lately(): Column {
    const cells = (cell: (queue: QueueLoad) => string) => queues.map(cell)
    if (!watching)
      return { head: small ? '' : 'Lately', cells: cells((queue) => movement(queue, evidenceNow)) }
    const plot = ({ name }: QueueLoad) => sparkline(history.get(name) ?? [], looksShown, tolerable(name))
    return { head: small ? '' : 'Oldest lately', cells: cells(plot) }
  }
}

function toneOf(queue: QueueLoad | undefined): Pick<StatusLine, 'tone'> {
  if (queue === undefined) return {}
  if (queue.processes === 0) return { tone: 'wrong' }
  return queue.latency > tolerable(queue.name) ? { tone: 'warn' } : {}
}

function servedBy({ name, processes }: QueueLoad, all: readonly SidekiqProcess[]): string {
  return processes === 0
    ? 'nobody'
    : sizesText(all.filter(({ quiet, queues }) => !quiet && queues.includes(name)))
}

/** Processes of each size: `2 × 5`, `1 × 25 + 1 × 40`. */
export function sizesText(processes: readonly SidekiqProcess[]): string {
  const sizes = processes.map(({ threads }) => threads)
  const kinds = [...new Set(sizes)].sort((a, b) => a - b)
  if (kinds.length > 2) return `${sizes.length}, with ${sizes.reduce((sum, each) => sum + each, 0)}`
  return kinds.map((size) => `${sizes.filter((each) => each === size).length} × ${size}`).join(' + ')
}

function busyText({ busy, threads, processes }: QueueLoad, small: boolean): string {
  if (processes === 0) return small ? 'nobody' : ''
  return small ? `${busy}/${threads}` : `${busy} of ${threads}`
}

/**
 * How the waiting jobs moved between the first look and the last; in the advice's own words where
 * they grow.
 */
function movement(queue: QueueLoad, { before, now }: Evidence): string {
  const was = before.queues.find(({ name }) => name === queue.name)
  if (was === undefined || (was.size === 0 && queue.size === 0)) return ''
  if (pressureOn(queue.name, before, now).trend === 'growing') return 'growing'
  return queue.size < was.size || queue.latency < was.latency ? 'shrinking' : 'steady'
}
