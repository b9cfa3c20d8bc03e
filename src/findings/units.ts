import type { Facts } from '../known/facts.js'
import type { InstalledUnit } from '../known/units.js'
import { jobsAreBackWithin, jobsEndWithin, sidekiqEndsWithin, sidekiqStopTimeout } from '../mastodon/times.js'
import { isAtLeast } from '../mastodon/version.js'
import type { Path } from '../state.js'
import { isTooShort } from '../systemd/stop-timeout.js'
import { listed } from '../text/format.js'
import { sidekiqUnit } from '../units/names.js'
import type { Finding } from './finding.js'

/**
 * Findings about the units that are installed now, and about unit files that were edited by hand.
 */
export function unitFindings(facts: Facts, edited: readonly Path[]): readonly Finding[] {
  return [...impatient(facts), ...stock(facts), ...deadVariable(facts), ...edited.map(byHand)]
}

/** Whether a unit runs Sidekiq; the umbrella that only starts others echoes a sentence. */
function runsSidekiq(unit: InstalledUnit): boolean {
  return /(^|[\s/])sidekiq(\s|;|$)/.test(unit.execStart)
}

function impatient(facts: Facts): readonly Finding[] {
  const units = facts.units.filter((unit) => runsSidekiq(unit) && isTooShort(unit.stopSeconds))
  if (units.length === 0) return []
  const names = listed(units.map(({ unit }) => unit))
  const seconds = Math.min(...units.map(({ stopSeconds }) => stopSeconds))
  const [are, they] = units.length === 1 ? ['is', 'it is'] : ['are', 'they are']
  return [
    {
      id: 'stop-timeout-short',
      level: 'note',
      text: `${names} ${are} killed ${seconds} s after ${they} asked to stop, while Sidekiq ${lossOf(seconds)}.`,
      fix: `Applying gives ${sidekiqStopTimeout} s before anything is stopped, so no job is lost by that. Until then, do not restart while jobs run.`,
    },
  ]
}

/** What Sidekiq does in more than these seconds, and what comes of that. */
function lossOf(seconds: number): string {
  if (seconds < jobsAreBackWithin) return `gives jobs ${jobsEndWithin} s: a restart loses jobs`
  return `may take ${sidekiqEndsWithin} s until all of it has ended: a restart may lose jobs`
}

function stock(facts: Facts): readonly Finding[] {
  const unit = facts.units.find((each) => each.unit === sidekiqUnit)
  const others = facts.units.some(
    (each) => each.unit !== sidekiqUnit && runsSidekiq(each) && (each.enabled || each.active),
  )
  // On a server that was never tuned the stock unit is just what should be there.
  if (!unit?.enabled || !others || !runsSidekiq(unit) || /\s(-q|--queue)/.test(unit.execStart)) return []
  const text = `${sidekiqUnit} is enabled beside other Sidekiq units and serves every queue, the scheduler too: regular jobs may run twice.`
  return [
    {
      id: 'stock-sidekiq-enabled',
      level: 'warning',
      text,
      fix: 'Applying these answers replaces it; nothing else is needed.',
    },
  ]
}

function deadVariable(facts: Facts): readonly Finding[] {
  if (!isAtLeast(facts.mastodon.version, 4, 2)) return []
  return facts.units
    .filter((unit) => unit.environment['STREAMING_CLUSTER_NUM'] !== undefined)
    .map((unit) => ({
      id: 'streaming-cluster-num-dead',
      level: 'note',
      text: `${unit.unit} sets STREAMING_CLUSTER_NUM=${unit.environment['STREAMING_CLUSTER_NUM']}, which Mastodon ignores since 4.2: one process runs, whatever it says.`,
      fix: 'Choose the number of streaming processes here instead.',
    }))
}

function byHand(path: Path): Finding {
  const text = `${path} was edited after mastodon-tune wrote it: applying would overwrite what was changed.`
  return {
    id: 'unit-edited',
    level: 'warning',
    text,
    fix: 'Move the change to a drop-in (systemctl edit), which is never touched.',
  }
}
