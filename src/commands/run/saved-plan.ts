import { answerOptions } from '../../options/settings.js'
import { changedText } from '../../plan/differences.js'
import { type Proposal, planJson, propose } from '../../proposal.js'
import { sentence } from '../../text/sentence.js'
import { WrongInput } from '../../wrong-input.js'
import type { Context } from '../context.js'
import type { Looked } from './look.js'

/**
 * The plan of a saved `plan --json`, if it is still what this server and this version would do.
 * @throws WrongInput where the file is not a plan, was edited, or the server changed since.
 */
export async function savedPlan(
  { host, options, readFile }: Context,
  { facts, drain }: Looked,
): Promise<Proposal> {
  const name = options.plan ?? ''
  const settings = ['answers', ...answerOptions.map(({ flag }) => flag)]
  const also = settings.find((each) => Object.hasOwn(options, each))
  if (also !== undefined)
    throw new WrongInput(
      `--plan ${name}: a saved plan is applied as it is, so --${also} can't be given beside it.`,
    )
  const [{ answersSchema }, { planSchema, seenSchema }] = await Promise.all([
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
  if (!read.success) {
    const [issue] = read.error.issues
    throw new WrongInput(
      `--plan ${name}: ${issue?.path.join('.') || 'it'} is missing or of the wrong type; save it again with \`plan --json\`.`,
    )
  }
  const proposal = propose(facts, read.data.answers, host.live, drain)
  const now = planJson(proposal)
  if (JSON.stringify(now.facts.state) !== JSON.stringify(read.data.facts.state)) {
    const seen = seenSchema.safeParse(read.data.facts.state).data
    const what = seen === undefined ? '' : changedText(seen, facts.state)
    throw new WrongInput(
      `--plan ${name}: the server has changed since this plan was saved${what}; make it again and look at it.`,
    )
  }
  if (JSON.stringify([now.files, now.actions]) !== JSON.stringify([read.data.files, read.data.actions])) {
    throw new WrongInput(
      `--plan ${name}: the plan was edited, or another version of mastodon-tune made it; make it again.`,
    )
  }
  return proposal
}
