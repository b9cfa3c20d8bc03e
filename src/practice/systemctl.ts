import type { Ran } from '../host/host.js'
import type { Argv, Unit } from '../state.js'
import type { Running } from './running.js'
import { matching } from './show.js'

/** What a command can have a pretend systemd do, and ask it. */
export interface Control {
  readonly running: ReadonlyMap<Unit, Running>
  readonly knows: (unit: Unit) => boolean
  readonly names: () => readonly Unit[]
  readonly show: (unit: Unit, keys: readonly string[]) => string
  readonly reload: () => void
  readonly start: (unit: Unit) => void
  readonly stop: (unit: Unit) => void
  readonly restart: (unit: Unit) => void
  readonly enable: (unit: Unit, on: boolean) => Ran
  readonly kill: (unit: Unit, signal: string) => Ran
  /** What happens by itself once a job is done. */
  readonly tidy: () => void
}

export const ok = (stdout = ''): Ran => ({ status: 0, stdout, stderr: '' })
export const fail = (stderr: string, status = 1): Ran => ({ status, stdout: '', stderr: `${stderr}\n` })

/** What systemd's programs answer on a pretend server. */
export function answerOf(argv: Argv, control: Control): Ran {
  const [program, ...args] = argv
  if (program === 'systemd-analyze' || program === 'journalctl') return ok()
  if (program === 'systemd-detect-virt') return fail('none')
  if (program !== 'systemctl') return fail(`${program}: not on the practice server`, 127)
  if (args.includes('--version')) return ok('systemd 257 (257.9-1)\n')
  const [verb = '', ...units] = args.filter((word) => !word.startsWith('-'))
  const work = verbs[verb]
  return work === undefined ? fail(`Unknown command verb ${verb}.`) : work(control, units, args)
}

type Verb = (control: Control, units: readonly Unit[], args: readonly string[]) => Ran

/** The first that went wrong, or that all went well. */
const all = (ran: readonly Ran[]): Ran => ran.find(({ status }) => status !== 0) ?? ok()

const doing =
  (verb: 'start' | 'stop' | 'restart'): Verb =>
  (control, units) => {
    for (const unit of units) {
      if (!control.knows(unit)) return fail(`Failed to ${verb} ${unit}: Unit ${unit} not found.`, 5)
      control[verb](unit)
      control.tidy()
    }
    return ok()
  }

const verbs: Readonly<Record<string, Verb>> = {
  'daemon-reload': ({ reload, tidy }) => {
    reload()
    tidy()
    return ok()
  },
  'reset-failed': () => ok(),
  kill({ kill }, units, args) {
    const signal =
      args.find((word) => word.startsWith('--signal='))?.replace(/^--signal=(SIG)?/, '') ?? 'TERM'
    return all(units.map((unit) => kill(unit, signal)))
  },
  show({ running, show }, units, args) {
    const keys = args.flatMap((word) =>
      (/^--property=(.*)$/.exec(word)?.[1] ?? '').split(',').filter(Boolean),
    )
    const after = args.indexOf('-p')
    const wanted = after < 0 ? keys : (args[after + 1] ?? '').split(',')
    return ok(
      units
        .flatMap((unit) => matching(running, unit))
        .map((unit) => show(unit, wanted))
        .join('\n\n'),
    )
  },
  'list-unit-files': ({ names }) =>
    ok(
      names()
        .map((name) => `${name} enabled enabled`)
        .join('\n'),
    ),
  'list-units': ({ running }) =>
    ok([...running.keys()].map((name) => `${name} loaded active running ${name}`).join('\n')),
  enable: ({ enable }, units) => all(units.map((unit) => enable(unit, true))),
  disable({ enable, stop }, units, args) {
    if (args.includes('--now')) for (const unit of units) stop(unit)
    return all(units.map((unit) => enable(unit, false)))
  },
  start: doing('start'),
  stop: doing('stop'),
  restart: doing('restart'),
}
