import { templateOf, type Unit } from '../state.js'
import { labelValue } from '../systemd/escape.js'

/** Begins the name of every unit of Mastodon's, of whomever. */
const prefix = 'mastodon'

/** What systemctl takes for every unit of Mastodon's, and for every service. */
export const everyUnit = `${prefix}*`
export const everyService = `${prefix}*.service`

/** Starts, stops and restarts all of Mastodon's services as one. */
export const targetUnit: Unit = 'mastodon.target'

/** Holds all of them together, for what systemd counts and limits. */
export const sliceUnit: Unit = 'mastodon.slice'

export const webUnit: Unit = 'mastodon-web.service'

/** The name that systemd itself ties to `webUnit` (systemd.socket(5) "Service="). */
export const webSocketUnit: Unit = 'mastodon-web.socket'

/**
 * The Sidekiq that Mastodon ships; ours of this name runs nothing and stands for all Sidekiq
 * processes, so that the documented `systemctl restart mastodon-sidekiq` goes on working.
 */
export const sidekiqUnit: Unit = 'mastodon-sidekiq.service'

/**
 * Streaming as Mastodon ships it up to 4.1, and from 4.2 on what stands for all streaming
 * processes.
 */
export const streamingUnit: Unit = 'mastodon-streaming.service'

/**
 * Ends the time to confirm a run: a timer, and the service that then puts the run back. No units of
 * Mastodon's.
 */
export const revertTimer: Unit = 'mastodon-tune-revert.timer'
export const revertService: Unit = 'mastodon-tune-revert.service'

/**
 * What the name of a Sidekiq process of ours says. `number` counts the processes of a group from 1;
 * 0 is the relief.
 */
export interface SidekiqName {
  readonly number: number
  readonly label: string
  readonly threads: number
}

/**
 * `mastodon-sidekiq-01-push@25.service`. @throws UnitTextError at a label that can't stand in a
 * name
 */
export function sidekiqProcess({ number, label, threads }: SidekiqName): Unit {
  return `mastodon-sidekiq-${String(number).padStart(2, '0')}-${labelValue(label)}@${threads}.service`
}

/** What the name says; undefined where it is not the name of a Sidekiq process of ours. */
export function sidekiqNameOf(unit: Unit): SidekiqName | undefined {
  const [, number, label, threads] = /^mastodon-sidekiq-(\d\d)-([\w.:-]+)@(\d+)\.service$/.exec(unit) ?? []
  if (number === undefined || label === undefined || threads === undefined) return undefined
  return { number: Number(number), label, threads: Number(threads) }
}

/** The Sidekiq process that takes jobs only while a plan exchanges the one that usually does. */
export function reliefProcess(threads: number): Unit {
  return sidekiqProcess({ number: 0, label: 'relief', threads })
}

/** Whether a unit, or the template that a file holds, is such a process. */
export function isRelief(unit: Unit): boolean {
  return templateOf(unit) === templateOf(reliefProcess(1))
}

/** The name below which drop-ins reach every Sidekiq process of ours (systemd.unit(5)). */
export const everySidekiqProcess: Unit = 'mastodon-sidekiq-.service'

/** Whether a name is that of Sidekiq, of ours or of others, process or not. */
export function isSidekiqName(unit: Unit): boolean {
  return unit.startsWith('mastodon-sidekiq')
}

/** `mastodon-streaming@4000.service`, from Mastodon 4.2 on. */
export function streamingProcess(port: number): Unit {
  return `mastodon-streaming@${port}.service`
}

/** The port that the name says; undefined where it is not the name of a streaming process. */
export function streamingPortOf(unit: Unit): number | undefined {
  const port = /^mastodon-streaming@(\d+)\.service$/.exec(unit)?.[1]
  return port === undefined ? undefined : Number(port)
}

/**
 * The units that end a surge on a group: the timer, and the service that it starts. @throws
 * UnitTextError as above
 */
export function surgeUnitsOf(label: string): { readonly timer: Unit; readonly service: Unit } {
  const name = `mastodon-surge-${labelValue(label)}`
  return { timer: `${name}.timer`, service: `${name}.service` }
}

/** The group whose surge a unit ends; undefined where it ends none. */
export function surgeLabelOf(unit: Unit): string | undefined {
  return /^mastodon-surge-([\w.:-]+)\.(?:timer|service)$/.exec(unit)?.[1]
}

/** Whether a unit of ours, by its name, runs a process of Mastodon's. */
export function isOurProcess(unit: Unit): boolean {
  return unit === webUnit || streamingPortOf(unit) !== undefined || sidekiqNameOf(unit) !== undefined
}

/**
 * Whether a name is one of Mastodon's units; systemd itself takes no other signs in a unit's name
 * (systemd.unit(5)). What is to put back a run that was not confirmed is ours alone.
 */
export function isMastodonUnit(name: string): boolean {
  return /^mastodon(?!-tune-)[\w.:@\\-]*\.(service|target|socket|timer)$/.test(name)
}

/** Whether a name may be one of Mastodon's, whatever it is the name of. */
export function isMastodonName(name: string): boolean {
  return name.startsWith(prefix)
}

/** Whether a name is that of a template, which does not run itself. */
export function isTemplate(name: string): boolean {
  return name.includes('@.')
}

/** A service's name as systemctl takes it, too: `mastodon-web`. */
export function serviceName(unit: Unit): string {
  return unit.replace(/\.service$/, '')
}

/** A unit's name without what every name has: `sidekiq-01-push@25`. */
export function shortName(unit: Unit): string {
  return serviceName(unit).replace(/^mastodon-/, '')
}
