import { changedText } from '../../plan/differences.js'
import type { PlanJson } from '../../plan/json.js'
import { type Proposal, planJson, propose } from '../../proposal.js'
import { sentence } from '../../text/sentence.js'
import type { Session } from '../../wizard/session.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'

/** What a saved `plan --json` says, and the name of its file. */
export interface SavedPlan {
  readonly name: string
  readonly saved: PlanJson
}

/**
 * The plan that --plan names; undefined without it. @throws WrongInput where the file is not a plan
 */
export async function planGiven({
  options: { plan: name },
  readFile,
}: Pick<Context, 'options' | 'readFile'>): Promise<SavedPlan | undefined> {
  if (name === undefined) return undefined
  const [{ answersSchema }, { planSchema }] = await Promise.all([
    import('../../questions/schema.js'),
    import('../../plan/json.js'),
  ])
  const text = await readFile(name).catch((error: unknown) => {
    throw new WrongInput(`--plan ${sentence(error)}`)
  })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new WrongInput(
      `--plan ${name}: this is not JSON; save one with \`mastodon-tune plan --json > FILE\`.`,
    )
  }
  const read = planSchema(answersSchema).safeParse(data)
  if (read.success) return { name, saved: read.data }
  const [issue] = read.error.issues
  throw new WrongInput(
    `--plan ${name}: ${issue?.path.join('.') || 'it'} is missing or of the wrong type; save it again with \`plan --json\`.`,
  )
}

/**
 * The proposal of a saved plan, if it is still what this server and this version would do.
 * @throws WrongInput where it was edited, or the server changed since
 */
export async function proposalOfSaved(
  { host }: Pick<Context, 'host'>,
  { name, saved }: SavedPlan,
  { facts, drain }: Session,
): Promise<Proposal> {
  const proposal = propose(facts, saved.answers, host.live, drain)
  const now = planJson(proposal)
  if (JSON.stringify(now.facts.state) !== JSON.stringify(saved.facts.state)) {
    const { seenSchema } = await import('../../plan/json.js')
    const seen = seenSchema.safeParse(saved.facts.state).data
    const what = seen === undefined ? '' : changedText(seen, facts.state)
    throw new WrongInput(
      `--plan ${name}: the server has changed since this plan was saved${what}; make it again and look at it.`,
    )
  }
  if (JSON.stringify([now.files, now.actions]) !== JSON.stringify([saved.files, saved.actions])) {
    throw new WrongInput(
      `--plan ${name}: the plan was edited, or another version of mastodon-tune made it; make it again.`,
    )
  }
  return proposal
}
