import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The id, on this machine, of the server's PID 1, once there is one. */
export function leaderOf(folder: string): number | undefined {
  try {
    const nspawn = readFileSync(join(folder, 'nspawn.pid'), 'utf8').trim()
    const children = readFileSync(`/proc/${nspawn}/task/${nspawn}/children`, 'utf8')
    return children.trim().split(' ').map(Number).find(isInit)
  } catch {
    return undefined // not yet started, or between two boots
  }
}

/** While nspawn prepares, its first child is not yet PID 1 of anything. */
function isInit(pid: number): boolean {
  const ids = /^NSpid:\s+(.+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]?.split('\t') ?? []
  return ids.length > 1 && ids.at(-1) === '1' && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'systemd\n'
}
