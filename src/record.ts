import { type Host, HostError, ifThere } from './host/host.js'
import type { CutOff, NotedStep, Run, UnderWay } from './record/run.js'
import { TooNew } from './record/version.js'
import { type Action, type Plan, type Unit, unitDirectory } from './state.js'

/** Where the tool keeps what it must remember: 0700, files 0600. */
export const stateFolder = '/var/lib/mastodon-tune'
const file = `${stateFolder}/under-way.json`
const steps = `${stateFolder}/under-way.steps`

/** How a record is read. Only where there is one: most starts find none. */
const schema = () => import('./record/schema.js')

/** A run that nobody described. */
export const unnamed: Run = { kind: 'apply', who: '', at: 0, changes: [], undoes: [] }

/**
 * Notes a plan on the disk before its first action, so that a run that is cut off can be put back
 * or finished.
 * @throws HostError where the disk refuses.
 */
export async function noteBeginning(
  host: Host,
  plan: Plan,
  run: Run,
  number: number,
  failing: readonly Unit[] = [],
): Promise<void> {
  const { pid } = await host.machine()
  // What will read the note at the end, as long as it is there: this program may be replaced while
  // it runs.
  await schema()
  const noted: UnderWay = {
    version: 1,
    number,
    ...run,
    pid,
    started: await startOf(host, pid),
    actions: plan.actions.length,
    from: plan.from,
    to: plan.to,
    ...(failing.length > 0 ? { failing } : {}),
  }
  await host.makeDirectory(stateFolder, 0o700)
  await host.write(steps, '', 0o600)
  await host.write(file, `${JSON.stringify(noted)}\n`, 0o600)
}

/**
 * Notes a step of the run under way. On a line of its own, even where the one before was only half
 * written. @throws HostError where the disk refuses.
 */
export async function noteStep(
  host: Host,
  action: Action,
  done: boolean,
  way: NotedStep['way'],
): Promise<void> {
  const step: NotedStep = { do: action.do, ...('unit' in action ? { unit: action.unit } : {}), done, way }
  await host.append(steps, `\n${JSON.stringify(step)}`)
}

/** Takes the note away: the server is what was asked for, or what it was. */
export async function removeNote(host: Host): Promise<void> {
  await host.remove(file)
  await host.remove(steps).catch(() => undefined)
}

/**
 * The run that was noted and has not ended: one that was cut off, or (`alive`) one that another
 * process carries out now.
 * @throws HostError where the note is damaged, or of a version to come.
 */
export async function unfinished(host: Host): Promise<(CutOff & { readonly alive: boolean }) | undefined> {
  const text = await ifThere(host.read(file))
  if (text === undefined) return undefined
  const { stepsIn, underWayIn } = await schema()
  const noted = parsed(underWayIn, text)
  if (noted === undefined) {
    throw new HostError(
      `${file} is damaged, so a run that was cut off can't be put back from it. Look at the units in ${unitDirectory}, then remove that file.`,
    )
  }
  const alive = noted.started !== '' && (await startOf(host, noted.pid)) === noted.started
  return { ...noted, alive, steps: stepsIn((await ifThere(host.read(steps))) ?? '') }
}

/** @throws HostError where a newer version wrote it, which alone can say what is in it. */
function parsed(underWayIn: (text: string) => UnderWay | undefined, text: string): UnderWay | undefined {
  try {
    return underWayIn(text)
  } catch (error) {
    if (!(error instanceof TooNew)) throw error
    throw new HostError(
      `${file} ${error.message}, and tells of a run that was cut off. Use that version to put it back or to finish it.`,
    )
  }
}

/**
 * Notes that this process carries out the run under way from here on, or (`lives` false) that it
 * has given it up and nobody does.
 * @throws HostError where the disk refuses.
 */
export async function noteCarrier(host: Host, lives: boolean): Promise<void> {
  const noted = await unfinished(host)
  if (noted === undefined) return
  const { steps: _, alive: __, ...run } = noted
  const { pid } = await host.machine()
  const carried: UnderWay = { ...run, pid, started: lives ? await startOf(host, pid) : '' }
  await host.write(file, `${JSON.stringify(carried)}\n`, 0o600)
}

/**
 * Whether every action had been done: only the note of the end is missing, and the server is what
 * was asked for.
 */
export function hasEnded({ steps, actions }: CutOff): boolean {
  return steps.every((step) => step.way === 'there') && steps.filter((step) => step.done).length >= actions
}

/**
 * When a process started, from /proc/PID/stat (proc(5), field 22); empty when there is no such
 * process.
 */
export async function startOf(host: Host, pid: number): Promise<string> {
  const stat = await ifThere(host.read(`/proc/${pid}/stat`))
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
