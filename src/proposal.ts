import type { Answers, Present } from './answers.js'
import { connectionLimit, connectionsOf } from './budget/connections.js'
import { costOf } from './budget.js'
import type { Facts } from './known/facts.js'
import { commandOf } from './plan/actions/index.js'
import type { PlanJson } from './plan/json.js'
import type { PlanOptions } from './plan/plan-options.js'
import { plan } from './plan.js'
import { presentOf } from './questions/read-back.js'
import { recommend } from './questions/recommend.js'
import { type Review, review } from './review.js'
import { nameOf, type Plan, type State } from './state.js'
import { desired } from './units/desired.js'
import { relief } from './units/sidekiq.js'

/** What is proposed for a server: the answers, the plan that leads there, and its review. */
export interface Proposal {
  readonly facts: Facts
  /** Of a state that was kept: what it amounts to. */
  readonly answers: Present
  readonly plan: Plan
  readonly review: Review
}

/**
 * Facts and answers as a reviewed plan. Where nothing can be started (`live` false: a folder stands
 * for a server), what runs stays as it is: files and links alone are planned. `drain` is how long
 * (seconds) a process may finish its jobs before it is stopped.
 * @throws an Error with a sentence where a unit can't be made of them.
 */
export function propose(facts: Facts, answers: Answers, live = true, drain?: number): Proposal {
  const wanted = desired(facts, answers)
  const made = plan(
    facts.state,
    live ? wanted : { ...wanted, active: facts.state.active },
    planOptionsFor(facts, answers, drain),
  )
  return { facts, answers, plan: made, review: review(facts, answers, made) }
}

/**
 * The same for a state that was kept, such as the one that an undo leads to: the answers are what
 * it amounts to.
 */
export function proposeState(facts: Facts, to: State, live = true, drain?: number): Proposal {
  const linked = new Set(Object.keys(to.links).map(nameOf))
  // What is enabled now counts in what would run then, unless the links say so.
  const then = {
    ...facts,
    state: to,
    units: facts.units.map((unit) => ({ ...unit, enabled: linked.has(unit.unit) })),
  }
  const answers = presentOf(then) ?? recommend(facts)
  const made = plan(
    facts.state,
    live ? to : { ...to, active: facts.state.active },
    planOptionsFor(facts, answers, drain),
  )
  return { facts, answers, plan: made, review: review(facts, answers, made) }
}

/** What a plan may make use of on this server. */
export function planOptionsFor(facts: Facts, answers: Answers, drain: number | undefined): PlanOptions {
  const { limit, assumed } = connectionLimit(facts)
  const { active, roles } = facts.state
  const now = costOf(
    facts,
    answers,
    active.flatMap((unit) => roles[unit] ?? []),
  ).connections
  // Where nobody has read the limit, or the server lives beyond it before or after, a gap would be
  // certain and its use is not.
  const counts = !assumed && Math.max(now, connectionsOf(facts, answers).total) <= limit
  return {
    relief: (queues, threads) => relief(facts, queues, threads, answers.sandbox),
    fits(roles) {
      const cost = costOf(facts, answers, roles)
      return (!counts || cost.connections <= limit) && cost.memory <= answers.memory
    },
    ...(drain === undefined ? {} : { drain }),
  }
}

/**
 * Environment variables of installed units that may be shown: an admin may have put a secret among
 * the others.
 */
const shown = [
  'RAILS_ENV',
  'NODE_ENV',
  'PORT',
  'WEB_CONCURRENCY',
  'MAX_THREADS',
  'DB_POOL',
  'LD_PRELOAD',
  'MALLOC_ARENA_MAX',
  'STREAMING_CLUSTER_NUM',
]

/** A proposal as `plan --json` prints it. */
export function planJson({ facts, answers: { mixed: _, ...answers }, plan, review }: Proposal): PlanJson {
  const units = facts.units.map((unit) => ({
    ...unit,
    environment: Object.fromEntries(
      Object.entries(unit.environment).filter(([name]) => shown.includes(name)),
    ),
  }))
  return {
    version: 1,
    facts: { ...facts, units },
    answers,
    files: review.files.map(({ path, change, before, after }) => ({ path, change, before, after })),
    actions: plan.actions.map((action) => ({
      do: action.do,
      ...('unit' in action ? { unit: action.unit } : {}),
      ...('path' in action ? { path: action.path } : {}),
      command: [...(commandOf(action) ?? [])],
    })),
    findings: review.findings.map((finding) => ({ ...finding })),
    budget: review.budget,
  }
}
