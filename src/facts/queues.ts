import { HostError } from '../host/host.js'
import type { Queue } from '../mastodon/queue.js'
import { isTameYaml } from '../text/input-limits.js'

/**
 * The queues of config/sidekiq.yml in the file's order. Its ERB is never run: it stands only in
 * places that don't matter here (concurrency, cron times). A queue named twice has its weights
 * added, as Sidekiq does.
 * @throws HostError that names `file` when it can't be read as YAML or names no queue
 */
export async function parseQueues(text: string, file: string): Promise<readonly Queue[]> {
  const { parse } = await import('yaml')
  let root: unknown
  try {
    const plain = withoutErb(text)
    if (!isTameYaml(plain)) throw new HostError('nothing that a person wrote')
    root = parse(plain, { uniqueKeys: false, logLevel: 'error' })
  } catch {
    throw new HostError(
      `${file} can't be read as YAML: compare it with the one of your Mastodon release (git diff)`,
    )
  }
  // Sidekiq lets a part named after the environment win.
  const listed = under(under(root, 'production'), 'queues') ?? under(root, 'queues')
  const weights = new Map<string, number>()
  for (const entry of Array.isArray(listed) ? listed : []) {
    const [name, weight] = Array.isArray(entry) ? entry : [entry]
    if (typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name)) throw noQueues(file)
    weights.set(name, (weights.get(name) ?? 0) + (typeof weight === 'number' && weight > 0 ? weight : 1))
  }
  if (weights.size === 0) throw noQueues(file)
  return [...weights].map(([name, weight]) => ({ name, weight }))
}

/** Without looking twice at any part: a text of nothing but beginnings must not take hours. */
function withoutErb(text: string): string {
  const [first = '', ...parts] = text.split('<%')
  const after = parts.map((part) => {
    const end = part.indexOf('%>')
    const value = part.startsWith('=') ? '0' : ''
    return end < 0 ? `<%${part}` : `${value}${part.slice(end + 2)}`
  })
  return first + after.join('')
}

const noQueues = (file: string) =>
  new HostError(
    `${file} names no queues that can be understood: compare it with the one of your Mastodon release (git diff)`,
  )

/** A key as Ruby's symbol (`:queues:`) or as a plain word. */
function under(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const record = value as Readonly<Record<string, unknown>>
  return record[`:${key}`] ?? record[key]
}
