import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { HostError } from './host.js'
import { systemPath } from './system-path.js'

/** flock(1)'s status for "somebody else holds it", as it is told to use. */
const held = 75
/** Milliseconds until a lock whose holder was ended by somebody is asked for again. */
const pause = 100

/**
 * Holds the kernel's lock on a file (flock(2)) through a process that ends when ours does, however
 * that ends: no lock of a dead holder is ever left. Undefined where another process holds it.
 * `says` is written into the file for those who ask. Where somebody ends the holder, the lock is
 * taken again as soon as it is free.
 * @throws HostError where the program flock (util-linux) is missing, and the system's error where
 * the file can't be made
 */
export async function holdLock(
  path: string,
  says: string,
): Promise<{ release(): Promise<void> } | undefined> {
  let holder = holderOf(path, ['--nonblock', '--conflict-exit-code', String(held)])
  const answer = await answerOf(holder)
  if (answer === held) return undefined
  if (answer !== 'held') {
    const why = answer instanceof Error ? answer.code : `status ${answer}`
    throw new HostError(`The lock ${path} can't be taken with the program flock of util-linux (${why}).`)
  }
  let timer: NodeJS.Timeout | undefined
  let waits = false
  let released = false
  const lost = () => {
    // `cat` may live on without flock, and hold the lock until its input ends.
    holder.stdin.end()
    if (!released) timer = setTimeout(again, pause)
  }
  const again = async () => {
    // Somebody else may hold it meanwhile: this one waits until it is free.
    waits = true
    holder = holderOf(path)
    holder.once('exit', lost)
    if ((await answerOf(holder).catch(() => undefined)) !== 'held') return
    waits = false
    await writeFile(path, says).catch(() => undefined)
  }
  const release = async () => {
    released = true
    clearTimeout(timer)
    if (waits) holder.kill()
    await endOf(holder)
  }
  holder.once('exit', lost)
  try {
    await writeFile(path, says)
  } catch (error) {
    // A holder that is left running would keep this program from ending, and everybody else out.
    await release()
    throw error
  }
  return { release }
}

/** What is written to it comes back once `cat` runs, and that runs only with the lock. */
function holderOf(path: string, how: readonly string[] = []) {
  const holder = spawn('flock', [...how, path, 'cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: systemPath },
    // A session of its own: Ctrl-C in the terminal must not take the lock away from under a run
    // that goes on.
    detached: true,
  })
  holder.on('error', () => undefined)
  holder.stdin.on('error', () => undefined)
  holder.stdin.write('?')
  return holder
}

type Holder = ReturnType<typeof holderOf>

async function answerOf(holder: Holder): Promise<'held' | number | NodeJS.ErrnoException> {
  return Promise.race([
    once(holder.stdout, 'data').then(() => 'held' as const),
    once(holder, 'exit').then(([status]) => Number(status)),
    once(holder, 'error').then(([error]) => error as NodeJS.ErrnoException),
  ])
}

/** Ends it, and comes back when it has ended; one that somebody else ended tells so no more. */
async function endOf(holder: Holder): Promise<void> {
  holder.stdin.end()
  if (holder.pid !== undefined && holder.exitCode === null && holder.signalCode === null)
    await once(holder, 'exit')
}
