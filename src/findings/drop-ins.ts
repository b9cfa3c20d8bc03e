import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import type { UnitFile } from '../known/units.js'
import { isProcess, isUmbrella, templateOf, type Unit } from '../state.js'
import { isDropInOf } from '../systemd/drop-ins.js'
import { listed } from '../text/format.js'
import { sidekiqUnit } from '../units/names.js'
import type { OwnUnit } from '../units/service.js'
import type { Finding } from './finding.js'
import { environmentOf, writtenUnits } from './written.js'

const id = 'drop-in-overrides'
/**
 * What makes a unit run something else, or keeps systemd from loading a oneshot (Restart=always).
 */
const commands = /^(Exec\w+|Type|Restart|RemainAfterExit)$/

/**
 * Findings about drop-ins of the admin that have the last word over what the units are to run, and
 * with which sizes.
 */
export function dropInFindings(facts: Facts, answers: Answers): readonly Finding[] {
  const dropIns = facts.unitFiles.filter(({ path }) => path.endsWith('.conf'))
  if (dropIns.length === 0) return []
  const units = writtenUnits(facts, answers)
  return dropIns.flatMap((file) => {
    const reached = units.filter(({ unit }) => isDropInOf(file.path, unit))
    const found = onUmbrella(file, reached) ?? replaced(file, reached) ?? resized(file, reached)
    return found === undefined ? [] : [found]
  })
}

function onUmbrella({ path, directives }: UnitFile, units: readonly OwnUnit[]): Finding | undefined {
  const umbrella = units.find(({ role }) => isUmbrella(role))?.unit
  const lines = directives.filter((key) => commands.test(key))
  if (umbrella === undefined || lines.length === 0) return undefined
  const again = umbrella === sidekiqUnit ? 'Sidekiq' : 'streaming'
  const then = lines.includes('ExecStart')
    ? `at the next boot it would run ${again} a second time, as root`
    : 'it might not start'
  return {
    id,
    level: 'error',
    text: `${path} sets ${listed(lines)}. ${umbrella} is only to start the others from now on, and a drop-in has the last word: ${then}.`,
    fix: `Choose the sizes here, and ${takeOut(lines, path)}. What runs goes on meanwhile. Then run this again.`,
  }
}

function replaced({ path, directives }: UnitFile, units: readonly OwnUnit[]): Finding | undefined {
  const processes = namesOf(units)
  if (processes.length === 0 || !directives.includes('ExecStart')) return undefined
  return {
    id,
    level: 'error',
    text: `${path} sets ExecStart, which has the last word over ${listed(processes)}: it would run that command, whatever is chosen here.`,
    fix: `Choose the sizes here, and ${takeOut(['ExecStart'], path)}. What runs goes on meanwhile. Then run this again.`,
  }
}

function resized({ path, sizes }: UnitFile, units: readonly OwnUnit[]): Finding | undefined {
  const beaten = units.filter(
    (unit) => isProcess(unit.role) && Object.entries(sizes).some(([name, size]) => asked(unit, name, size)),
  )
  const lines = Object.entries(sizes).filter(([name, size]) => beaten.some((unit) => asked(unit, name, size)))
  if (lines.length === 0) return undefined
  const values = listed(lines.map((line) => line.join('=')))
  return {
    id,
    level: 'warning',
    text: `${path} sets ${values}, which has the last word over ${listed(namesOf(beaten))}: what is chosen here does not count.`,
    fix: `Choose that size here too, or ${takeOut(
      lines.map(([name]) => name),
      path,
    )}; what runs takes it up when it is restarted.`,
  }
}

const takeOut = (lines: readonly string[], path: string) =>
  `take ${listed(lines)} out of ${path} and run systemctl daemon-reload`

/** Whether a unit is to have another size than this. */
function asked(unit: OwnUnit, name: string, size: number): boolean {
  const value = environmentOf(unit)[name]
  return value !== undefined && value !== String(size)
}

/** As the admin names them: many instances are one template. */
function namesOf(units: readonly OwnUnit[]): readonly Unit[] {
  return [...new Set(units.filter(({ role }) => isProcess(role)).map(({ unit }) => templateOf(unit)))]
}
