import type { Surge } from '../answers.js'
import { usualDrain } from '../mastodon/times.js'
import { fileOf, nameOf, type State, type Unit } from '../state.js'
import { calendar } from '../systemd/time.js'
import { valuesOf } from '../systemd/unit-text.js'
import { sidekiqNameOf, surgeLabelOf, surgeUnitsOf } from './names.js'
import { unitText } from './section.js'
import type { OwnUnit } from './service.js'

/** A surge as it stands on a server: the processes that end with it. */
export interface SeenSurge extends Surge {
  readonly units: readonly Unit[]
}

/**
 * The timer that ends a surge and the service that it starts. They need nothing of mastodon-tune:
 * systemd lets the processes finish their jobs, stops and removes them, and then these two.
 * `Persistent=` makes up for an end that was slept through (systemd.timer(5)).
 */
export function surgeUnits(label: string, surge: Surge, processes: readonly OwnUnit[]): readonly OwnUnit[] {
  const { timer, service } = surgeUnitsOf(label)
  const units = processes.map(({ unit }) => unit).join(' ')
  const files = [...processes.map(({ unit }) => fileOf(unit)), fileOf(timer), fileOf(service)]
  const role = { kind: 'timer', claims: [] } as const
  return [
    {
      unit: timer,
      role,
      text: unitText([
        ['Unit', [['Description', `Mastodon, end of the surge on ${label}`]]],
        [
          'Timer',
          [
            ['OnCalendar', calendar(surge.until)],
            ['AccuracySec', '1s'],
            ['Persistent', 'true'],
          ],
        ],
        ['Install', [['WantedBy', 'timers.target']]],
      ]),
    },
    {
      unit: service,
      role,
      idle: true,
      text: unitText([
        ['Unit', [['Description', `Mastodon, ending the surge on ${label}`]]],
        [
          'Service',
          [
            ['Type', 'oneshot'],
            // First, so that a reboot from here on does not bring them back.
            ['ExecStart', `-systemctl disable ${units}`],
            ['ExecStart', `-systemctl kill --kill-who=main --signal=TSTP ${units}`],
            // What is not done by then, Sidekiq puts back when it is stopped.
            ['ExecStart', `-sleep ${usualDrain}`],
            ['ExecStart', `-systemctl stop ${units}`],
            ['ExecStart', `-systemctl disable --now ${timer}`],
            ['ExecStart', `-rm -f ${files.join(' ')}`],
            ['ExecStart', '-systemctl daemon-reload'],
          ],
        ],
      ]),
    },
  ]
}

/** The surges that stand in a state, by label. */
export function surgesIn(state: State): Readonly<Record<string, SeenSurge>> {
  return Object.fromEntries(
    Object.entries(state.files).flatMap(([path, text]) => {
      const label = path.endsWith('.timer') ? surgeLabelOf(nameOf(path)) : undefined
      if (label === undefined) return []
      const until = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(valuesOf(text, 'OnCalendar')[0] ?? '')
      const service = state.files[fileOf(surgeUnitsOf(label).service)] ?? ''
      const [stop] = valuesOf(service, 'ExecStart').filter((line) => line.startsWith('-systemctl stop '))
      const units = (stop ?? '').split(' ').slice(2)
      const threads = sidekiqNameOf(units[0] ?? '')?.threads ?? 0
      if (until === null || threads === 0) return []
      return [
        [
          label,
          { threads, processes: units.length, until: Date.parse(`${until[1]}T${until[2]}Z`) / 1000, units },
        ],
      ]
    }),
  )
}

/** The processes that surges have added, and that end with them. */
export function passingUnits(state: State): readonly Unit[] {
  return Object.values(surgesIn(state)).flatMap(({ units }) => units)
}
