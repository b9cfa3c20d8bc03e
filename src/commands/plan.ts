import { answersFile } from '../options/file.js'
import { planJson, propose } from '../proposal.js'
import type { Context } from './context.js'
import { logPlan } from './report/log.js'
import { planText } from './report/print.js'
import { look } from './run/look.js'
import { tellUnderWay } from './run/under-way.js'

/**
 * The dry run: prints what would change and changes nothing. Exit status 0 in sync, 2 changes
 * pending.
 */
export async function planCommand(context: Context): Promise<number> {
  const { host, options, out } = context
  await tellUnderWay(context)
  const { facts, answers, present, drain } = await look(context)
  const proposal = propose(facts, answers, host.live, drain)
  logPlan(context, proposal)
  if (options.saveAnswers !== undefined)
    await context.writeFile(options.saveAnswers, await answersFile(answers))
  out(
    options.json
      ? JSON.stringify(planJson(proposal), null, 2)
      : planText(proposal, present, host.kind === 'practice'),
  )
  return proposal.plan.actions.length === 0 ? 0 : 2
}
