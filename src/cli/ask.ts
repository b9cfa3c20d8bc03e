import { Interrupted } from '../commands/run/interrupted.js'

/**
 * Asks a yes-or-no question in the terminal. @throws Interrupted on Ctrl-C, where the terminal is
 * gone, and when the signal says that no answer counts any more.
 */
export async function ask(question: string, signal?: AbortSignal): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const over = new Promise<never>((_, reject) => {
    const interrupted = (by: Interrupted['by']) => () => {
      process.stderr.write('\n')
      reject(new Interrupted(by))
    }
    lines.once('SIGINT', interrupted('admin'))
    // The end of the input: the question itself would never be answered then, and nothing else
    // would happen.
    lines.once('close', interrupted('terminal'))
    if (signal?.aborted) interrupted('time')()
    signal?.addEventListener('abort', interrupted('time'), { once: true })
  })
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), over])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.removeAllListeners('close')
    lines.close()
  }
}
