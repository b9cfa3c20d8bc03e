import { observe } from '../facts/state.js'
import type { Host } from '../host/host.js'
import { verifyUnits } from '../host/verify.js'
import { changedText } from '../plan/differences.js'
import { plan as planOf } from '../plan.js'
import { unfinished } from '../record.js'
import { type Plan, unitDirectory } from '../state.js'
import type { ApplyContext } from './apply-context.js'
import { reasonNotToWrite } from './safe-to-write.js'

/**
 * Why a plan must not be carried out, in a sentence; undefined where it may. Nothing has been
 * touched by then. Tells what systemd complains of beside the plan. @throws HostError where the
 * server can't be asked, or its disk can't be written to
 */
export async function reasonToRefuse(plan: Plan, context: ApplyContext): Promise<string | undefined> {
  const { host } = context
  const reason =
    (await reasonOfOther(host)) ?? (await reasonOfDrift(plan, host)) ?? (await reasonOfPaths(plan, host))
  if (reason !== undefined) return reason
  await assertWritable(host)
  return reasonOfSystemd(plan, context)
}

async function reasonOfOther(host: Host): Promise<string | undefined> {
  const other = await unfinished(host)
  if (!other?.alive || other.pid === (await host.machine()).pid) return undefined
  return `Another mastodon-tune (process ${other.pid}) began meanwhile.`
}

async function reasonOfDrift(plan: Plan, host: Host): Promise<string | undefined> {
  const now = await observe(host)
  if (planOf(now, plan.from).actions.length === 0) return undefined
  return `The server is no longer what it was when the plan was made${changedText(plan.from, now)}. Look at the plan again; nothing was touched.`
}

async function reasonOfPaths({ from, to, actions }: Plan, host: Host): Promise<string | undefined> {
  const touched = actions.flatMap((action) => ('path' in action ? [action.path] : []))
  return reasonNotToWrite(host, [...touched, ...Object.keys(from.links), ...Object.keys(to.links)])
}

/** A disk that can't be written to is better found out now than half-way. @throws HostError */
async function assertWritable(host: Host): Promise<void> {
  const probe = `${unitDirectory}/.mastodon-tune`
  try {
    await host.write(probe, '', 0o600)
  } finally {
    // It may stand although writing it failed: its folder comes to the disk last.
    await host.remove(probe).catch(() => undefined)
  }
}

async function reasonOfSystemd({ actions }: Plan, { host, tell }: ApplyContext): Promise<string | undefined> {
  const written = actions.flatMap((action) =>
    action.do === 'write' && action.path.startsWith(`${unitDirectory}/`) ? [[action.path, action.text]] : [],
  )
  const { refuses, warns } = await verifyUnits(host, Object.fromEntries(written))
  for (const line of warns)
    tell({ event: 'warned', text: `systemd complains of a file that mastodon-tune leaves alone: ${line}` })
  if (refuses.length === 0) return undefined
  return `systemd does not accept the new units, so nothing was touched: ${refuses.join('; ')}`
}
