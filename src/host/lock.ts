import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { HostError } from './host.js'
import { systemPath } from './system-path.js'

/** flock(1)'s status for "somebody else holds it", as it is told to use. */
const held = 75

/**
 * Holds the kernel's lock on a file (flock(2)) through a process that ends when ours does, however that ends: no lock of a
 * dead holder is ever left. Undefined where another process holds it. `says` is written into the file for those who ask.
 * Throws a HostError where the program flock (util-linux) is missing, and the system's error where the file can't be made.
 */
export async function holdLock(path: string, says: string): Promise<{ release(): Promise<void> } | undefined> {
  const holder = spawn('flock', ['--nonblock', '--conflict-exit-code', String(held), path, 'cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: systemPath },
    // A session of its own: Ctrl-C in the terminal must not take the lock away from under a run that goes on.
    detached: true,
  })
  holder.stdin.on('error', () => undefined)
  // What is written comes back once `cat` runs, and it runs only with the lock.
  holder.stdin.write('?')
  const answer = await Promise.race([
    once(holder.stdout, 'data').then(() => 'held' as const),
    once(holder, 'exit').then(([status]) => Number(status)),
    once(holder, 'error').then(([error]) => error as NodeJS.ErrnoException),
  ])
  if (answer === held) return undefined
  if (answer !== 'held') {
    const why = answer instanceof Error ? answer.code : `status ${answer}`
    throw new HostError(`The lock ${path} can't be taken with the program flock of util-linux (${why}).`)
  }
  const release = async () => {
    holder.stdin.end()
    await once(holder, 'exit')
  }
  try {
    await writeFile(path, says)
  } catch (error) {
    // A holder that is left running would keep this program from ending, and everybody else out.
    await release()
    throw error
  }
  return { release }
}
