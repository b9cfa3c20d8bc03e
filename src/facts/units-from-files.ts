import type { Host } from '../host/host.js'
import { type InstalledUnit, sandboxDirectives } from '../known/units.js'
import { nameOf, type Path, runtimeDirectory, templateOf, type Unit, unitDirectory } from '../state.js'
import { expand } from '../systemd/specifiers.js'
import { stopTimeoutFile } from '../systemd/stop-timeout.js'
import { spanSeconds, systemdTimeout } from '../systemd/time.js'
import { assignments, unitSettings } from '../systemd/unit-text.js'
import { isMastodonUnit, isTemplate } from '../units/names.js'
import { isEnabled } from './links.js'
import { tryList, tryRead } from './try-read.js'

/** An installed unit with what is needed to tell whose and what it is. */
export interface SeenUnit extends InstalledUnit {
  readonly type: string
  readonly user: string
  readonly workingDirectory: string
  /** What a socket unit listens on, as systemd writes it: `127.0.0.1:3000`. */
  readonly listen: readonly string[]
  /** Files with more of its environment, in order; a `-` before one that may be missing. */
  readonly environmentFiles: readonly string[]
}

/**
 * Mastodon's units as the files and links of /etc/systemd/system tell, where no systemd can be
 * asked; none is active.
 */
export async function unitsFromFiles(
  host: Host,
  links: Readonly<Record<Path, Path>>,
): Promise<readonly SeenUnit[]> {
  const names = [...(await tryList(host, unitDirectory)), ...Object.keys(links).map(nameOf)]
  const units = [...new Set(names)].filter((name) => isMastodonUnit(name) && !isTemplate(name)).sort()
  const read = await Promise.all(units.map((unit) => unitFromFile(host, unit, links)))
  return read.filter((unit) => unit !== undefined)
}

async function unitFromFile(
  host: Host,
  unit: Unit,
  links: Readonly<Record<Path, Path>>,
): Promise<SeenUnit | undefined> {
  const candidates = [...new Set([unit, templateOf(unit)])]
  for (const name of candidates) {
    const text = await tryRead(host, `${unitDirectory}/${name}`)
    if (text === undefined) continue
    const dropIns = (await Promise.all([...candidates].reverse().map((each) => dropInsOf(host, each)))).flat()
    const texts = await Promise.all(dropIns.map((path) => tryRead(host, path)))
    const seen = unitFromText(unit, `${unitDirectory}/${name}`, [
      text,
      ...texts.filter((each) => each !== undefined),
    ])
    return { ...seen, dropIns, enabled: isEnabled(unit, links) }
  }
  return undefined
}

async function dropInsOf(host: Host, name: string): Promise<readonly Path[]> {
  const folder = `${unitDirectory}/${name}.d`
  return (await tryList(host, folder))
    .filter((file) => file.endsWith('.conf'))
    .map((file) => `${folder}/${file}`)
}

/** Whether a directive has a value other than systemd's words for no. */
export const isOn = (value: string) => !/^(|no|false|off|0)$/i.test(value)

/**
 * A unit as its text and its drop-ins' texts say, specifiers expanded; not enabled and not active
 * as far as they can tell.
 */
export function unitFromText(unit: Unit, file: Path, texts: readonly string[]): SeenUnit {
  const settings = unitSettings(texts)
  const last = (key: string) => expand(settings.get(key)?.at(-1) ?? '', unit)
  const environment = (settings.get('Environment') ?? []).map((line) => assignments(expand(line, unit)))
  return {
    unit,
    file,
    dropIns: [],
    active: false,
    enabled: false,
    // The first is what a oneshot begins with; systemd's marks before the program
    // (systemd.service(5)) say nothing here.
    execStart: expand(settings.get('ExecStart')?.[0] ?? '', unit).replace(/^[-@:+!|]+/, ''),
    environment: Object.assign({}, ...environment),
    stopSeconds: spanSeconds(last('TimeoutStopSec')) ?? spanSeconds(last('TimeoutSec')) ?? systemdTimeout,
    sandbox: sandboxDirectives.filter((name) => isOn(last(name))),
    type: last('Type') || 'simple',
    user: last('User'),
    workingDirectory: last('WorkingDirectory').replace(/^[-!]+/, ''),
    listen: (settings.get('ListenStream') ?? []).map((address) => expand(address, unit)),
    environmentFiles: (settings.get('EnvironmentFile') ?? []).map((path) => expand(path, unit)),
  }
}

/**
 * The drop-ins that a run under way, or one that was cut off, has laid to give units more time to
 * stop.
 */
export async function stopTimeoutFiles(host: Host): Promise<Readonly<Record<Path, string>>> {
  const units = (await tryList(host, runtimeDirectory))
    .map((name) => name.replace(/\.d$/, ''))
    .filter(isMastodonUnit)
  const read = await Promise.all(
    units.map(async (unit) => {
      const text = await tryRead(host, stopTimeoutFile(unit))
      return text === undefined ? [] : [[stopTimeoutFile(unit), text] as const]
    }),
  )
  return Object.fromEntries<string>(read.flat())
}
