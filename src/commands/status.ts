import { setTimeout as sleep } from 'node:timers/promises'
import { anyOf } from '../abort.js'
import { type Gathered, gatherFacts } from '../facts/gather.js'
import type { Facts } from '../known/facts.js'
import { statusJson } from '../status/json.js'
import { type LatencyHistory, remember, watchEvery } from '../status/latency-history.js'
import { foldLines } from '../status/line.js'
import { statusLines } from '../status.js'
import { momentText } from '../text/format.js'
import { sentence } from '../text/sentence.js'
import type { Context } from './context.js'
import { tellUnderWay } from './run/under-way.js'

/**
 * Tells of the server at once and then every so often, until the signal; fails only where the first
 * look does.
 */
export type Follow = (tell: (facts: Facts) => void, signal: AbortSignal) => Promise<void>

/** Where the status is shown. */
export interface StatusScreen {
  /** Width of the terminal; Infinity where it goes to a file or a pipe. */
  readonly columns: () => number
  /** A line as the terminal may be sent it. */
  readonly show: (line: string) => string
  /** Draws it live; undefined where nothing can be redrawn. */
  readonly live: ((follow: Follow, signal: AbortSignal) => Promise<void>) | undefined
  /** When nobody reads any more. */
  readonly gone: AbortSignal
}

/** How many looks read only Sidekiq before all is read again. */
const between = 9

/** What runs where and how it does: printed once, or live with --watch. Exit status 0. */
export async function statusCommand(context: Context, screen: StatusScreen): Promise<number> {
  const { options, out } = context
  await tellUnderWay(context)
  const next = looks(context)
  const json = (facts: Facts, indent?: number) => out(JSON.stringify(statusJson(facts), null, indent))
  if (!options.watch) {
    const facts = await next()
    if (options.json) json(facts, 2)
    else out(text(facts))
    return 0
  }
  let history: LatencyHistory = new Map()
  const tell = (facts: Facts) => {
    history = remember(history, facts)
    if (options.json) return json(facts)
    out(`At ${momentText(context.host.date())}:\n\n${text(facts, history)}\n`)
  }
  const follow: Follow = (to, signal) => followed(next, to, signal)
  return context.toTheEnd(async () => {
    const signal = anyOf(context.signal, screen.gone)
    await (screen.live !== undefined && !options.json ? screen.live(follow, signal) : follow(tell, signal))
    return 0
  })

  function text(facts: Facts, past?: LatencyHistory): string {
    const practice = context.host.kind === 'practice' ? ['Practice server: nothing of this is real.', ''] : []
    const width = screen.columns()
    const all = statusLines(facts, width, past).map((line) => ({ ...line, text: screen.show(line.text) }))
    return [...practice, ...foldLines(all, width).map((line) => line.text)].join('\n')
  }
}

/**
 * Each call looks again. Most read only what Sidekiq does; every so often units and connections are
 * read again, too.
 */
function looks({ host, options: { home, user } }: Context): () => Promise<Facts> {
  const gather = () =>
    gatherFacts(host, { ...(home ? { home } : {}), ...(user ? { user } : {}), evidence: true })
  let last: Gathered | undefined
  let left = 0
  return async () => {
    if (last === undefined) last = await gather()
    else if (last.look === undefined || left === 0) last = await gather().catch(lost(last))
    else {
      left--
      last = { ...last, facts: { ...last.facts, evidence: await last.look() } }
      return last.facts
    }
    left = between
    return last.facts
  }
}

const lost = (last: Gathered) => (error: unknown) => ({
  ...last,
  facts: { ...last.facts, evidence: { unknown: sentence(error) } },
})

async function followed(
  next: () => Promise<Facts>,
  tell: (facts: Facts) => void,
  signal: AbortSignal,
): Promise<void> {
  const over = new Promise<undefined>((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  )
  while (!signal.aborted) {
    const begun = performance.now()
    const facts = await Promise.race([next(), over])
    if (facts === undefined || signal.aborted) return
    tell(facts)
    await sleep(Math.max(0, begun + watchEvery * 1000 - performance.now()), undefined, { signal }).catch(
      () => undefined,
    )
  }
}
