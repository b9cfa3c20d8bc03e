import { type Facts, isKnown } from '../known/facts.js'
import type { SidekiqProcess } from '../known/load.js'
import { bytes } from '../text/format.js'
import { serviceName } from '../units/names.js'
import type { StatusLine } from './line.js'
import { barOf } from './plots.js'
import { narrow, tableLines } from './table.js'

/**
 * The Sidekiq processes as a table; nothing where they are not known, since the queues have said
 * why.
 */
export function processLines(facts: Facts, width: number): readonly StatusLine[] {
  if (!isKnown(facts.evidence)) return []
  const processes = sorted(facts.evidence.value.now.processes)
  if (processes.length === 0)
    return [{ text: 'No Sidekiq process is running, so no jobs are being done.', tone: 'wrong' }]
  const small = width < narrow
  const [head = '', ...rows] = tableLines(
    [
      { head: small ? 'Process' : 'Sidekiq process', cells: processes.map(nameOf) },
      { head: 'Busy', cells: processes.map(({ busy, threads }) => barOf(busy / threads, 6)), spare: 3 },
      {
        head: small ? 'Busy' : '',
        cells: processes.map(({ busy, threads }) => (small ? `${busy}/${threads}` : `${busy} of ${threads}`)),
        right: true,
      },
      {
        head: 'Memory',
        cells: processes.map(({ memory }) => (memory === null ? '–' : bytes(memory))),
        right: true,
        spare: 2,
      },
      {
        head: 'CPU',
        cells: processes.map(({ cpu }) => (cpu === null ? '–' : `${Math.round(cpu * 100)} %`)),
        right: true,
        spare: small ? 1 : 0,
      },
      {
        head: 'Takes',
        cells: processes.map((one) => takes(one, facts)),
        ...(small ? { spare: 4 } : {}),
      },
    ],
    width,
  )
  return [
    { text: head, tone: 'dim' },
    ...rows.map((text, at): StatusLine => (processes[at]?.quiet ? { text, tone: 'warn' } : { text })),
  ]
}

const nameOf = ({ unit, hostname, pid }: SidekiqProcess) =>
  unit === null ? `${hostname}:${pid}` : serviceName(unit)
const sorted = (processes: readonly SidekiqProcess[]) =>
  processes.toSorted((a, b) => order(a).localeCompare(order(b), 'en', { numeric: true }))
const order = (one: SidekiqProcess) => `${one.unit === null ? 1 : 0} ${nameOf(one)}`

/** Each Sidekiq process in a sentence, for the ear; a figure that is not known is left out. */
export function processSentences(facts: Facts): readonly string[] {
  if (!isKnown(facts.evidence)) return []
  return sorted(facts.evidence.value.now.processes).map((one) => {
    const { busy, threads, memory, cpu } = one
    const work = `${busy} of ${threads} threads run jobs`
    const figures = [
      memory === null ? [] : bytes(memory),
      cpu === null ? [] : `${Math.round(cpu * 100)} % of a core`,
    ].flat()
    return `${nameOf(one)}: ${[work, ...figures].join(', ')}; it takes ${takes(one, facts)}.`
  })
}

/** The queues it takes jobs from, or in a word why none. */
function takes({ quiet, busy, queues }: SidekiqProcess, { mastodon }: Facts): string {
  if (quiet) return busy > 0 ? 'nothing: draining' : 'nothing: quiet'
  if (queues.length < 3) return queues.join(', ')
  const all = mastodon.queues.every(({ name }) => queues.includes(name))
  return `${all ? 'all ' : ''}${queues.length} queues`
}
