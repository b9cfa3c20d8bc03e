import { recommend } from '../../src/advice/recommend.js'
import { apply } from '../../src/apply.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { localHost } from '../../src/host/local.js'
import { propose } from '../../src/proposal.js'
import { edit } from '../../src/settings.js'
import { type Fault, faultyHost } from '../faulty-host.js'

/** Runs inside a test server: `count LAYOUT` says how many actions the plan has, `fail LAYOUT AT WHEN` applies it with that one failing. */
async function main([verb = '', layout = 'one', at = '0', when = 'before']: readonly string[]): Promise<unknown> {
  const host = localHost()
  const { facts, access } = await gatherFacts(host, {})
  const { plan } = propose(
    facts,
    edit(facts, recommend(facts), { layout }, (name) => name),
  )
  if (verb === 'count') return plan.actions
  const fault: Fault = { at: Number(at), when: when as Fault['when'] }
  return apply(plan, { ...faultyHost(host, fault), ...(access.redis ? { redis: access.redis } : {}) })
}

main(process.argv.slice(2)).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`))
