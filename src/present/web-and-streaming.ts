import type { SandboxLevel, WebSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { InstalledUnit } from '../known/units.js'
import { usualThreads, usualWorkers } from '../mastodon/defaults.js'
import { isAtLeast } from '../mastodon/version.js'
import { fileOf, isProcess, presentIn, type Unit } from '../state.js'
import { valuesOf } from '../systemd/unit-text.js'
import { webUnit } from '../units/names.js'
import { isOurs } from '../units/section.js'

/**
 * Web and streaming as they run, and how the processes are confined, in the words of the answers;
 * whoever set them up.
 */
export interface WebAndStreaming {
  readonly web: WebSize | null
  /**
   * Whether nothing names web's size, so that it is Mastodon's default: 2 workers of 5 threads
   * (config/puma.rb).
   */
  readonly webAsShipped: boolean
  readonly streaming: number
  /**
   * The level that is nearest to how the processes are confined, and no weaker; undefined where
   * that is not known.
   */
  readonly sandbox: SandboxLevel | undefined
}

/**
 * Web and streaming by their units and drop-ins as systemd resolves them; undefined where no
 * process of Mastodon's is set up.
 */
export function webAndStreamingOf(facts: Facts): WebAndStreaming | undefined {
  const { roles } = facts.state
  const seen = seenProcesses(facts)
  if (seen.length === 0) return undefined
  const of = (kind: 'web' | 'streaming') => seen.filter((unit) => roles[unit]?.kind === kind)
  const [web] = of('web').sort((a, b) => Number(b === webUnit) - Number(a === webUnit))
  return {
    web: web === undefined ? null : webSize(facts, web),
    webAsShipped: web !== undefined && isAsShipped(facts.units.find(({ unit }) => unit === web)),
    streaming: of('streaming').reduce((sum, unit) => sum + streamingWorkers(facts, unit), 0),
    sandbox: sandboxOf(facts.units.filter(({ unit }) => seen.includes(unit))),
  }
}

/** Mastodon's own processes that run now or come up at boot. */
export function seenProcesses({ state }: Facts): readonly Unit[] {
  return presentIn(state).filter((unit) => isProcess(state.roles[unit]))
}

function webSize({ state }: Facts, unit: Unit): WebSize {
  const { workers = usualWorkers, threads = usualThreads } = state.roles[unit] ?? {}
  return { workers, threads: Math.max(1, Math.round(threads / Math.max(1, workers))) }
}

function isAsShipped(unit: InstalledUnit | undefined): boolean {
  const named = ['WEB_CONCURRENCY', 'MAX_THREADS', 'MIN_THREADS'].some(
    (name) => unit?.environment[name] !== undefined,
  )
  return unit !== undefined && !named && !/\s(-w|--workers|-t|--threads)/.test(unit.execStart)
}

/**
 * Since 4.2 a process is one worker (mastodon#24655); before, it forks STREAMING_CLUSTER_NUM of
 * them, or one for each core but one.
 */
function streamingWorkers({ state, units, mastodon, machine }: Facts, unit: Unit): number {
  const text = state.files[fileOf(unit)]
  if (text !== undefined && isOurs(text)) return numberIn(text, 'STREAMING_CLUSTER_NUM') ?? 1
  if (isAtLeast(mastodon.version, 4, 2)) return 1
  const count = Number(units.find((each) => each.unit === unit)?.environment['STREAMING_CLUSTER_NUM'])
  return count > 0 ? count : Math.max(1, machine.coresSeen - 1)
}

/** The level of the process that is confined most: no process is to become freer than it was. */
function sandboxOf(units: readonly InstalledUnit[]): SandboxLevel | undefined {
  const levels = units.flatMap(({ sandbox }) => (sandbox === undefined ? [] : [sandbox]))
  if (levels.length === 0) return undefined
  const directives = levels.flat()
  if (['ProtectSystem', 'PrivateMounts', 'PrivateTmp'].some((name) => directives.includes(name)))
    return 'stock'
  return directives.includes('NoNewPrivileges') ? 'container' : 'off'
}

/**
 * The sandbox, unless it is the one that Mastodon ships: nobody has chosen that, and in a container
 * it may not work.
 */
export function chosenSandbox({ sandbox = 'stock' }: WebAndStreaming): { readonly sandbox?: SandboxLevel } {
  return sandbox === 'stock' ? {} : { sandbox }
}

/** The number that a unit's text gives a variable; null where it gives none. */
export function numberIn(text: string | undefined, variable: string): number | null {
  const found = valuesOf(text ?? '', 'Environment').map(
    (value) => new RegExp(`^"?${variable}=(\\d+)"?$`).exec(value)?.[1],
  )
  const digits = found.find((value) => value !== undefined)
  return digits === undefined ? null : Number(digits)
}
