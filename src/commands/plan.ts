import { answersFile } from '../answers/file.js'
import { planJson, propose } from '../proposal.js'
import { hadEnded, unfinished } from '../record.js'
import { sentence } from '../text/sentence.js'
import type { Context } from './context.js'
import { cutOffText, hadEndedText } from './shared/cut-off-text.js'
import { logPlan } from './shared/log.js'
import { look } from './shared/look.js'
import { planText } from './shared/print.js'

/** The dry run: prints what would change and changes nothing. Exit status 0 in sync, 2 changes pending. */
export async function planCommand(context: Context): Promise<number> {
  const { host, options, out, err } = context
  // Damaged or not to be read by this user: a look is possible all the same.
  const under = await unfinished(host).catch((error: unknown) => err(sentence(error)))
  if (under?.alive) err(`Another mastodon-tune (process ${under.pid}) is changing this server now; this is a look at it half-way.`)
  else if (under && hadEnded(under)) err(hadEndedText(under))
  else if (under) err(`${cutOffText(under)} \`mastodon-tune undo\` puts things back, \`undo --finish\` does the rest.`)
  const { facts, answers, present, drain } = await look(context)
  const proposal = propose(facts, answers, host.live, drain)
  logPlan(context, proposal)
  if (options.saveAnswers !== undefined) await context.writeFile(options.saveAnswers, await answersFile(answers))
  out(options.json ? JSON.stringify(planJson(proposal), null, 2) : planText(proposal, present, host.kind === 'practice'))
  return proposal.plan.actions.length === 0 ? 0 : 2
}
