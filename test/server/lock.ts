import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs `work` while no other process runs its own under the same lock file. The kernel holds the lock, through
 * flock(1): it is free again when this process ends, in whatever way, so a lock is never stale.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  // It says a line once it has the lock, and ends when its standard input does.
  const holder = spawn('flock', [path, 'sh', '-c', 'echo held; exec cat'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(holder, 'exit')
  const held = await Promise.race([once(holder.stdout, 'data').then(() => true), exited.then(() => false)])
  if (!held) throw new Error(`no lock on ${path}`)
  try {
    return await work()
  } finally {
    holder.stdin.end()
    await exited
  }
}
