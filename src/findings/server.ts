import type { Answers } from '../answers.js'
import { type Facts, isKnown } from '../known/facts.js'
import { isAtLeast } from '../mastodon/version.js'
import { bytes, plural } from '../text/format.js'
import { reloadNginx, upstreamLines } from '../units/nginx.js'
import { streamingPorts } from '../units/streaming.js'
import type { Finding } from './finding.js'

/** The oldest systemd that the units are written for (2018). */
const oldestSystemd = 240

/** Findings about the server itself: systemd, programs, settings and nginx. */
export function serverFindings(facts: Facts, answers: Answers): readonly Finding[] {
  return [...systemd(facts), ...programs(facts, answers), ...settings(facts), ...nginx(facts, answers)]
}

function systemd(facts: Facts): readonly Finding[] {
  const version = facts.systemd.version
  if (!isKnown(version) || version.value >= oldestSystemd) return []
  const text = `systemd ${version.value} is too old: the units need at least ${oldestSystemd}.`
  return [{ id: 'systemd-old', level: 'error', text, fix: 'Upgrade the distribution first.' }]
}

function programs(facts: Facts, answers: Answers): readonly Finding[] {
  const { bundle, node, jemalloc } = facts.programs
  const ruby = answers.web !== null || Object.values(answers.groups).some((size) => size !== null)
  const found: Finding[] = []
  if (ruby && !isKnown(bundle)) {
    const text = `The program bundle, which starts Puma and Sidekiq, was not found. ${bundle.unknown}`
    found.push({
      id: 'bundle-missing',
      level: 'error',
      text,
      fix: `Install it for the user ${facts.mastodon.user}: gem install bundler.`,
    })
  }
  if (answers.streaming > 0 && !isKnown(node)) {
    const text = `The program node, which runs streaming, was not found. ${node.unknown}`
    found.push({
      id: 'node-missing',
      level: 'error',
      text,
      fix: 'Install Node.js, or choose 0 streaming processes.',
    })
  }
  if (ruby && !isKnown(jemalloc)) {
    const text = `The memory allocator jemalloc was not found; without it Ruby's processes grow larger over time. ${jemalloc.unknown}`
    found.push({
      id: 'jemalloc-missing',
      level: 'warning',
      text,
      fix: 'Install it (apt install libjemalloc2) and run this again.',
    })
  }
  return found
}

function settings(facts: Facts): readonly Finding[] {
  const { readable } = facts.settings
  if (isKnown(readable)) return []
  const text = `.env.production could not be read, so database, Redis, uploads and mail are taken to be as in a fresh installation. ${readable.unknown}`
  return [
    {
      id: 'env-unreadable',
      level: 'warning',
      text,
      fix: 'Run this as root, or check the proposals against the file yourself.',
    },
  ]
}

function nginx(facts: Facts, answers: Answers): readonly Finding[] {
  if (answers.streaming <= 1 || !isAtLeast(facts.mastodon.version, 4, 2)) return []
  const text = `${plural(answers.streaming, 'streaming process', 'streaming processes')} listen on a port each, and nginx must be told all of them: those it does not know stay idle.`
  // One line, which nginx takes as well: it can be copied from wherever findings are shown.
  const upstream = upstreamLines(streamingPorts(answers.streaming)).map((line) => line.trim())
  const fix = `In its file for Mastodon: ${upstream.join(' ')} Then run: ${reloadNginx}`
  return [{ id: 'streaming-nginx', level: 'note', text, fix }]
}

/**
 * Memory is typed in tenths of a gigabyte: so much above the machine's own still means the whole of
 * it.
 */
const rounding = 1.05

/** Findings about answers that are meant for a larger machine than this one. */
export function machineFindings({ machine }: Facts, { cores, memory }: Answers): readonly Finding[] {
  const fix = 'Plan with what there is, unless this plan is for another machine.'
  const found: Finding[] = []
  if (cores > machine.cores) {
    const text = `Mastodon is given ${plural(cores, 'core')}, but this machine has ${machine.cores}: more processes would only wait for each other.`
    found.push({ id: 'cores-beyond-machine', level: 'warning', text, fix })
  }
  if (memory > machine.memory * rounding) {
    const text = `Mastodon is given ${bytes(memory)} of memory, but this machine has ${bytes(machine.memory)}: it would swap long before the limit that is shown.`
    found.push({ id: 'memory-beyond-machine', level: 'warning', text, fix })
  }
  return found
}
