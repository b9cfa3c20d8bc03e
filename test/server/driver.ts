import { apply } from '../../src/apply.js'
import { gatherFacts } from '../../src/facts/gather.js'
import { localHost } from '../../src/host/local.js'
import type { Settings } from '../../src/options/options.js'
import { edit } from '../../src/options/settings.js'
import { propose } from '../../src/proposal.js'
import { answersFrom } from '../../src/questions/read-back.js'
import { recommend } from '../../src/questions/recommend.js'
import { type Fault, faultyHost } from '../support/faulty-host.js'

/**
 * Runs inside a test server: `count SETTINGS` tells the actions of the plan that these settings (JSON, with `drain`) ask for, `fail SETTINGS AT
 * WHEN` applies it with that one failing.
 */
async function main([
  verb = '',
  settings = '{}',
  at = '0',
  when = 'before',
]: readonly string[]): Promise<unknown> {
  const host = localHost()
  const { facts, access } = await gatherFacts(host, {})
  const { answers } = answersFrom(facts, recommend(facts))
  const { drain, ...wanted } = JSON.parse(settings) as Settings & { readonly drain?: number }
  const { plan } = propose(
    facts,
    edit(facts, answers, wanted, (name) => name),
    true,
    drain,
  )
  if (verb === 'count') return plan.actions
  const fault: Fault = { at: Number(at), when: when as Fault['when'] }
  return apply(plan, { ...faultyHost(host, fault), ...(access.redis ? { redis: access.redis } : {}) })
}

main(process.argv.slice(2)).then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`))
