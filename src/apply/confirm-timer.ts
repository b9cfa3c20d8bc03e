import { type Host, HostError, ifThere } from '../host/host.js'
import { lastLine } from '../host/systemctl.js'
import { fileOf } from '../state.js'
import { execProgram, execWord } from '../systemd/escape.js'
import { valuesOf } from '../systemd/unit-text.js'
import { momentText } from '../text/format.js'
import { revertService as service, revertTimer as timer } from '../units/names.js'
import { unitText } from '../units/section.js'
import { reasonNotToRun } from './safe-to-run.js'

/**
 * A run that systemd puts back unless it is confirmed: its number, and until when (seconds since
 * 1970).
 */
export interface Pending {
  readonly number: number
  readonly until: number
}

/**
 * Has systemd run a command in this many seconds, whatever becomes of this program. The time counts
 * by a clock that never jumps, and from the boot on where the machine is rebooted in between.
 * @throws HostError, also where others than root could change what the command runs
 */
export async function arm(
  host: Host,
  number: number,
  seconds: number,
  command: readonly string[],
): Promise<void> {
  const wrong = await reasonNotToRun(host, command)
  if (wrong !== undefined) throw new HostError(wrong)
  // Never later than was asked for, by whatever part of a second.
  const until = Math.floor(host.date() + seconds)
  // One that came while this run was at work waits for its next try.
  await host.run(['systemctl', 'stop', service])
  // The timer's file stands for both: where it is, both are taken away.
  await host.write(fileOf(timer), timerText(number, until, seconds), 0o644)
  await host.write(fileOf(service), serviceText(number, command), 0o644)
  for (const argv of [['daemon-reload'], ['enable', timer], ['restart', timer]]) {
    const ran = await host.run(['systemctl', ...argv])
    if (ran.status !== 0) throw new HostError(`systemctl ${argv.join(' ')} failed: ${lastLine(ran.stderr)}`)
  }
}

/**
 * Takes the timer away. `within`: it is the timer's own service that asks, which must not end
 * itself.
 */
export async function disarm(host: Host, within = false): Promise<void> {
  await host.run(['systemctl', 'disable', '--now', timer])
  if (!within) await host.run(['systemctl', 'stop', service])
  for (const unit of [service, timer]) await ifThere(host.remove(fileOf(unit)))
  await host.run(['systemctl', 'daemon-reload'])
}

/** The run that is put back unless it is confirmed; undefined where none is. */
export async function pending(host: Host): Promise<Pending | undefined> {
  const text = await ifThere(host.read(fileOf(timer)))
  if (text === undefined) return undefined
  const [number, until] = ['X-Run', 'X-Until'].map((key) => Number(valuesOf(text, key)[0]))
  return { number: number || 0, until: until || 0 }
}

/** What an admin has to know of it, in a sentence. */
export function pendingText({ number, until }: Pending): string {
  return `Run #${number} waits to be confirmed: \`mastodon-tune confirm\` keeps it, otherwise everything is put back at ${momentText(until)}.`
}

function timerText(number: number, until: number, seconds: number): string {
  return unitText([
    [
      'Unit',
      [
        ['Description', `mastodon-tune, the end of the time to confirm run #${number}`],
        ['X-Run', String(number)],
        ['X-Until', String(until)],
      ],
    ],
    [
      'Timer',
      [
        ['OnActiveSec', `${Math.ceil(seconds)}s`],
        ['AccuracySec', '1s'],
      ],
    ],
    ['Install', [['WantedBy', 'timers.target']]],
  ])
}

function serviceText(number: number, [program = '', ...args]: readonly string[]): string {
  return unitText([
    [
      'Unit',
      [
        ['Description', `mastodon-tune, putting back run #${number}, which was not confirmed`],
        ['StartLimitIntervalSec', '1h'],
        ['StartLimitBurst', '100'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'oneshot'],
        ['ExecStart', [execProgram(program), ...args.map(execWord)].join(' ')],
        // Another run may be at work, and after a boot the databases may be late.
        ['Restart', 'on-failure'],
        ['RestartSec', '10s'],
      ],
    ],
  ])
}
