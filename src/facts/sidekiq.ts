import type { Host } from '../host/host.js'
import type { RedisAccess } from '../known/access.js'
import type { SidekiqProcess } from '../known/load.js'
import { countFrom, hashValues, isName, jsonObject, momentFrom, namesFrom, objectOf } from './untrusted.js'

type Info = Readonly<Record<string, unknown>>

/**
 * The Sidekiq processes that live: the members of `processes` whose hash is still there, for one
 * that was killed stays listed until its hash runs out (60 s). Reads what Sidekiq 6.4 to 8.1 write
 * (reference/mastodon.md §4.5), told apart by what is there. `unit` and `cpu` are null: Redis knows
 * neither. Of a job only its queue and its beginning are kept, for its arguments are people's data.
 * What can't be understood is left out.
 * @throws HostError when Redis can't be asked
 */
export async function sidekiqProcesses(host: Host, access: RedisAccess): Promise<readonly SidekiqProcess[]> {
  const { prefix } = access
  const [members] = await host.askRedis(access, [['SMEMBERS', `${prefix}processes`]])
  const identities = [...namesFrom(members)].sort()
  if (identities.length === 0) return []
  const questions = identities.flatMap((identity) => questionsFor(`${prefix}${identity}`))
  const answers = await host.askRedis(access, questions)
  return identities.flatMap((identity, at) => processFrom(identity, answers.slice(at * 3, at * 3 + 3)))
}

/** `:work` is `:workers` up to Sidekiq 6.4 (launcher.rb). */
const questionsFor = (key: string) => [
  ['HMGET', key, 'info', 'busy', 'quiet', 'rss', 'concurrency'],
  ['HGETALL', `${key}:work`],
  ['HGETALL', `${key}:workers`],
]

function processFrom(identity: string, [hash, work, workers]: readonly unknown[]): readonly SidekiqProcess[] {
  const [text, busy, quiet, rss, concurrency] = Array.isArray(hash) ? hash : []
  const info = jsonObject(text)
  if (info === undefined) return []
  const parts = identity.split(':')
  const hostname = isName(info['hostname']) ? info['hostname'] : parts.slice(0, -2).join(':')
  const pid = countFrom(info['pid']) ?? countFrom(parts.at(-2))
  if (hostname === '' || !pid) return []
  const jobs = [...hashValues(work), ...hashValues(workers)]
    .flatMap(jobFrom)
    .sort((a, b) => a.since - b.since)
  const kibibytes = countFrom(rss)
  return [
    {
      identity,
      hostname,
      pid,
      unit: null,
      queues: queuesOf(info),
      // In `info` up to 8.0, beside it from 8.1.
      threads: countFrom(concurrency) ?? countFrom(info['concurrency']) ?? threadsOfCapsules(info),
      busy: countFrom(busy) ?? jobs.length,
      quiet: quiet === 'true',
      memory: kibibytes ? kibibytes * 1024 : null,
      cpu: null,
      jobs,
    },
  ]
}

function jobFrom(entry: unknown): SidekiqProcess['jobs'] {
  const work = jsonObject(entry)
  const since = momentFrom(work?.['run_at'])
  const queue = work?.['queue']
  return since !== undefined && isName(queue) ? [{ queue, since }] : []
}

function capsulesOf(info: Info): readonly Info[] {
  const capsules = Object.values(objectOf(info['capsules']) ?? {})
  return capsules.map(objectOf).filter((capsule) => capsule !== undefined)
}

function threadsOfCapsules(info: Info): number {
  return capsulesOf(info).reduce((sum, capsule) => sum + (countFrom(capsule['concurrency']) ?? 0), 0)
}

/**
 * Once for each point of its weight in `queues` of 6.4; the keys of the weights where Sidekiq no
 * longer writes `queues` (9.0).
 */
function queuesOf(info: Info): readonly string[] {
  const queues = namesFrom(info['queues'])
  if (queues.length > 0) return queues
  const listed = Array.isArray(info['weights']) ? info['weights'] : [info['weights']]
  const weights = [...capsulesOf(info).map((capsule) => capsule['weights']), ...listed]
  return namesFrom(weights.flatMap((each) => Object.keys(objectOf(each) ?? {})))
}
