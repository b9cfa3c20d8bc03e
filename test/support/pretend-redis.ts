import type { Host } from '../../src/host/host.js'

/** What lies in a Redis: a set or list as an array, a hash as an object. */
export type Contents = Readonly<Record<string, readonly string[] | Readonly<Record<string, string>>>>

/** Answers reading commands from what lies in a Redis, in Redis's own forms; its clock says `now` (seconds since 1970). */
export function pretendRedis(contents: Contents, now: number): Host['askRedis'] {
  return async (_access, commands) => commands.map((command) => answer(contents, now, command))
}

function answer(contents: Contents, now: number, [name, key = '', ...rest]: readonly string[]): unknown {
  const value = Object.hasOwn(contents, key) ? contents[key] : undefined
  const list = Array.isArray(value) ? (value as readonly string[]) : []
  const hash = (Array.isArray(value) ? {} : (value ?? {})) as Readonly<Record<string, string>>
  switch (name) {
    case 'TIME':
      return [String(Math.floor(now)), String(Math.round((now % 1) * 1e6))]
    case 'SMEMBERS':
      return list
    case 'LLEN':
      return list.length
    case 'LINDEX':
      return list.at(Number(rest[0])) ?? null
    case 'HMGET':
      return rest.map((field) => hash[field] ?? null)
    case 'HGETALL':
      return Object.entries(hash).flat()
    default:
      throw new Error(`${name} was not expected`)
  }
}
