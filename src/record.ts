import { type Host, ifThere } from './host/host.js'
import type { Plan, State } from './state.js'

const folder = '/var/lib/mastodon-tune'
const file = `${folder}/under-way.json`

/** A run that has begun: what the server was and what was asked for. It stands on the disk from before the first action until the end. */
export interface UnderWay {
  readonly version: 1
  readonly from: State
  readonly to: State
}

/**
 * Notes a plan on the disk before its first action, so that a run that is cut off can be put back (0700 folder, 0600 file).
 * @throws HostError where the disk refuses.
 */
export async function noteBeginning(host: Host, plan: Plan): Promise<void> {
  const noted: UnderWay = { version: 1, from: plan.from, to: plan.to }
  await host.makeDirectory(folder, 0o700)
  await host.write(file, `${JSON.stringify(noted)}\n`, 0o600)
}

/** Takes the note away: the server is what was asked for, or what it was. */
export async function noteEnd(host: Host): Promise<void> {
  await host.remove(file)
}

/** The run that was cut off, if there is one. */
export async function unfinished(host: Host): Promise<UnderWay | undefined> {
  const text = await ifThere(host.read(file))
  return text === undefined ? undefined : (JSON.parse(text) as UnderWay)
}
