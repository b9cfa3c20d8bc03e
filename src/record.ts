import { type Host, HostError, ifThere } from './host/host.js'
import type { Plan, State } from './state.js'

const folder = '/var/lib/mastodon-tune'
const file = `${folder}/under-way.json`

/** A run that has begun: what the server was and what was asked for. It stands on the disk from before the first action until the end. */
export interface UnderWay {
  readonly version: 1
  /** The process that carries it out, and when it started (in ticks since boot): process ids come round again. */
  readonly pid: number
  readonly started: string
  readonly from: State
  readonly to: State
}

/**
 * Notes a plan on the disk before its first action, so that a run that is cut off can be put back (0700 folder, 0600 file).
 * @throws HostError where the disk refuses.
 */
export async function noteBeginning(host: Host, plan: Plan): Promise<void> {
  const { pid } = await host.machine()
  const noted: UnderWay = { version: 1, pid, started: await startOf(host, pid), from: plan.from, to: plan.to }
  await host.makeDirectory(folder, 0o700)
  await host.write(file, `${JSON.stringify(noted)}\n`, 0o600)
}

/** Takes the note away: the server is what was asked for, or what it was. */
export async function noteEnd(host: Host): Promise<void> {
  await host.remove(file)
}

/**
 * The run that was noted and has not ended: one that was cut off, or (`alive`) one that another process carries out now.
 * @throws HostError where the note is damaged.
 */
export async function unfinished(host: Host): Promise<(UnderWay & { readonly alive: boolean }) | undefined> {
  const text = await ifThere(host.read(file))
  if (text === undefined) return undefined
  const noted = parse(text)
  return { ...noted, alive: noted.started !== '' && (await startOf(host, noted.pid)) === noted.started }
}

function parse(text: string): UnderWay {
  try {
    const noted = JSON.parse(text) as UnderWay
    const states = [noted.from, noted.to].every((state) => Array.isArray(state.active) && typeof state.files === 'object')
    if (noted.version === 1 && states) return noted
  } catch {
    // A sentence follows.
  }
  throw new HostError(
    `${file} is damaged, so a run that was cut off can't be put back from it. Look at the units in /etc/systemd/system, then remove that file.`,
  )
}

/** When a process started, from /proc/PID/stat (proc(5), field 22); empty when there is no such process. */
async function startOf(host: Host, pid: number): Promise<string> {
  const stat = await ifThere(host.read(`/proc/${pid}/stat`))
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
