import type { Answers } from '../answers.js'
import { connectionLimit } from '../budget/connections.js'
import { budget, costOf } from '../budget.js'
import type { Facts } from '../known/facts.js'
import { bytes } from '../text/format.js'
import type { Finding } from './finding.js'

/**
 * How far above the whole memory an estimate must be before it can't be the estimate that is wrong.
 */
const hopeless = 1.2

/** Findings about database connections and memory. */
export function costFindings(facts: Facts, answers: Answers): readonly Finding[] {
  return [...connections(facts, answers), ...memory(facts, answers)]
}

function connections(facts: Facts, answers: Answers): readonly Finding[] {
  const { peak, limit } = budget(facts, answers).connections
  const { assumed, sentence } = connectionLimit(facts)
  const setting = facts.settings.pgbouncer ? "PgBouncer's max_client_conn" : "PostgreSQL's max_connections"
  const instead = facts.settings.pgbouncer ? '' : ', or put PgBouncer in between'
  const over: Finding = {
    id: 'connections-over-limit',
    // A server that lives beyond its limit already must be able to come down in steps.
    level: assumed || peak <= connectionsNow(facts, answers) ? 'warning' : 'error',
    text: assumed
      ? `The services may open ${peak} database connections; how many are allowed is not known, and ${limit}, the default, would be too few: beyond the limit, pages and jobs fail.`
      : `The services may open ${peak} database connections, but ${limit} are allowed: beyond that, pages and jobs fail.`,
    fix: assumed
      ? `Check that ${setting} allows ${peak}.`
      : `Take fewer threads, or raise ${setting} by at least ${peak - limit}${instead}.`,
  }
  const guess: Finding = {
    id: 'connections-assumed',
    level: 'note',
    text: sentence,
    fix: `Check that ${setting} is at least that high.`,
  }
  return [...(peak > limit ? [over] : []), ...(assumed ? [guess] : [])]
}

/** Connections that the processes which run now may open. */
function connectionsNow(facts: Facts, answers: Answers): number {
  const { active, roles } = facts.state
  return costOf(
    facts,
    answers,
    active.flatMap((unit) => roles[unit] ?? []),
  ).connections
}

function memory(facts: Facts, answers: Answers): readonly Finding[] {
  const { peak, limit } = budget(facts, answers).memory
  if (peak <= limit) return []
  const level = peak > facts.machine.memory * hopeless ? 'error' : 'warning'
  const text = `Everything together is expected to take ${bytes(peak)} of ${bytes(limit)} memory: the server would swap, or the kernel would end processes.`
  return [
    {
      id: 'memory-over-limit',
      level,
      text,
      fix: 'Take fewer web workers or Sidekiq processes; threads cost little memory.',
    },
  ]
}
