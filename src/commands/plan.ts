import { answersFile } from '../answers-file.js'
import { planJson, propose } from '../proposal.js'
import { unfinished } from '../record.js'
import { type Context, look } from './context.js'
import { planText } from './print.js'

/** The dry run: prints what would change and changes nothing. Exit status 0 in sync, 2 changes pending. */
export async function planCommand(context: Context): Promise<number> {
  const { host, options, out, err } = context
  const under = await unfinished(host).catch(() => undefined)
  if (under?.alive) err(`Another mastodon-tune (process ${under.pid}) is changing this server now; this is a look at it half-way.`)
  else if (under !== undefined) {
    err('A run of mastodon-tune was cut off on this server. `mastodon-tune undo` puts things back, `undo --finish` does the rest.')
  }
  const { facts, answers, present, drain } = await look(context)
  const proposal = propose(facts, answers, host.live, drain)
  if (options.saveAnswers !== undefined) await context.writeFile(options.saveAnswers, await answersFile(answers))
  out(options.json ? JSON.stringify(planJson(proposal), null, 2) : planText(proposal, present, host.kind === 'practice'))
  return proposal.plan.actions.length === 0 ? 0 : 2
}
