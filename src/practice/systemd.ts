import type { Ran } from '../host/host.js'
import {
  type Argv,
  nameOf,
  type Path,
  runtimeDirectory,
  templateOf,
  type Unit,
  unitDirectory,
} from '../state.js'
import { isDropInOf } from '../systemd/drop-ins.js'
import { installLinks } from '../systemd/install.js'
import { type Directives, directivesOf, wordsOf } from './directives.js'
import type { MemoryFiles } from './files.js'
import { afterEnd, begun, type Running } from './running.js'
import { shown } from './show.js'
import { answerOf, type Control, fail, ok } from './systemctl.js'

/**
 * A pretend systemd over files in memory: it must be reloaded, and stops and starts what is part of
 * a unit, as the real one does.
 */
export interface PretendSystemd {
  run(argv: Argv): Ran
  readonly running: ReadonlyMap<Unit, Running>
  start(unit: Unit): void
}

const folders = [unitDirectory, runtimeDirectory, '/lib/systemd/system']

/** `now` is the pretend clock, in seconds. */
export function pretendSystemd(files: MemoryFiles, now: () => number): PretendSystemd {
  const running = new Map<Unit, Running>()
  let loaded = new Map<Path, string>()
  /** Those of an admin, in the order of their names, as the real one applies them. */
  let dropIns: readonly Path[] = []
  /** What was read of each unit since the last reload. */
  let texts = new Map<Unit, Directives | undefined>()
  let nextPid = 1000
  const reload = () => {
    texts = new Map()
    loaded = new Map(
      [...files.nodes].flatMap(([path, node]) => (node.kind === 'file' ? [[path, node.text]] : [])),
    )
    const found = [...loaded.keys()].filter(
      (path) => path.startsWith(`${unitDirectory}/`) && path.includes('.d/'),
    )
    dropIns = found.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  }
  const fragmentOf = (unit: Unit): Path | undefined =>
    folders
      .flatMap((folder) => [`${folder}/${unit}`, `${folder}/${templateOf(unit)}`])
      .find((path) => loaded.has(path))
  const dropInsOf = (unit: Unit): readonly Path[] => dropIns.filter((path) => isDropInOf(path, unit))
  const directives = (unit: Unit): Directives | undefined => {
    if (!texts.has(unit)) texts.set(unit, read(unit))
    return texts.get(unit)
  }
  const read = (unit: Unit): Directives | undefined => {
    const fragment = fragmentOf(unit)
    return fragment === undefined
      ? undefined
      : directivesOf(
          unit,
          [fragment, ...dropInsOf(unit)].map((path) => loaded.get(path) ?? ''),
        )
  }
  const wantedBy = (unit: Unit): readonly Unit[] =>
    [...files.nodes.keys()].filter((path) => path.startsWith(`${unitDirectory}/${unit}.wants/`)).map(nameOf)
  const named = (unit: Unit, key: string): readonly Unit[] => wordsOf(directives(unit) ?? new Map(), key)
  const partsOf = (unit: Unit): readonly Unit[] =>
    [...running.keys()].filter(
      (each) => named(each, 'PartOf').includes(unit) || named(each, 'Requires').includes(unit),
    )
  /**
   * Stops what has StopWhenUnneeded= and is no longer required by anything, as the real one does
   * when all jobs are done.
   */
  const tidy = (): void => {
    const needed = new Set([...running.keys()].flatMap((unit) => named(unit, 'Requires')))
    for (const unit of running.keys())
      if (named(unit, 'StopWhenUnneeded').includes('yes') && !needed.has(unit)) running.delete(unit)
  }

  const start = (unit: Unit): void => {
    const text = directives(unit)
    if (text === undefined) return
    for (const required of wordsOf(text, 'Requires')) if (!running.has(required)) start(required)
    if (!running.has(unit)) running.set(unit, begun(unit, text, nextPid++, now()))
    for (const wanted of [...wordsOf(text, 'Wants'), ...wantedBy(unit)])
      if (!running.has(wanted)) start(wanted)
  }
  const stop = (unit: Unit): void => {
    const parts = partsOf(unit)
    running.delete(unit)
    for (const part of parts) stop(part)
  }
  const restart = (unit: Unit): void => {
    const parts = partsOf(unit)
    stop(unit)
    start(unit)
    for (const part of parts) start(part)
  }
  const enable = (unit: Unit, on: boolean): Ran => {
    const links = [...files.nodes].filter(
      ([path, node]) => node.kind === 'link' && path.endsWith(`/${unit}`) && path.startsWith(unitDirectory),
    )
    if (!on) {
      for (const [path] of links) files.nodes.delete(path)
    } else {
      const file = folders
        .map((folder) => `${folder}/${templateOf(unit)}`)
        .find((path) => files.nodes.get(path)?.kind === 'file')
      const node = file === undefined ? undefined : files.nodes.get(file)
      if (file === undefined || node?.kind !== 'file')
        return fail(`Failed to enable unit: Unit file ${unit} does not exist.`)
      for (const path of Object.keys(installLinks(unit, node.text)))
        files.nodes.set(path, { kind: 'link', target: file })
    }
    reload()
    return ok()
  }
  const kill = (unit: Unit, signal: string): Ran => {
    const job = running.get(unit)
    if (!job?.pid) return fail(`Failed to kill unit ${unit}: No main process to kill`)
    if (signal === 'TSTP') running.set(unit, { ...job, quietSince: job.quietSince ?? now() })
    if (signal !== 'TERM' && signal !== 'KILL') return ok()
    // No job of systemd's: what is part of the unit goes on.
    const text = directives(unit)
    const next = afterEnd(text)
    if (text === undefined || next === 'gone') running.delete(unit)
    else running.set(unit, begun(unit, text, nextPid++, now()))
    return ok()
  }
  const show = (unit: Unit, keys: readonly string[]): string => {
    const enabled = [...files.nodes.keys()].some((path) => path.endsWith(`.wants/${unit}`))
    const known = {
      unit,
      text: directives(unit),
      fragment: fragmentOf(unit),
      dropIns: dropInsOf(unit),
      enabled,
      running: running.get(unit),
    }
    return shown(known, keys)
  }
  const names = (): readonly Unit[] =>
    [
      ...new Set([...loaded.keys()].filter((path) => folders.includes(path.slice(0, path.lastIndexOf('/'))))),
    ].map(nameOf)

  const control: Control = {
    ...{ running, names, show, start, stop, restart, enable, kill, tidy },
    knows: (unit) => directives(unit) !== undefined,
    reload,
  }
  reload()
  return { run: (argv) => answerOf(argv, control), running, start }
}
