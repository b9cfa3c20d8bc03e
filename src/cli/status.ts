import { clean, lookOf } from '../../components/terminal/symbols.js'
import type { Context } from '../commands/context.js'
import { statusCommand } from '../commands/status.js'
import { wantsLines } from './plain.js'

/** The status command in this process's terminal: live where it can be redrawn, else as text. */
export async function status(context: Context): Promise<number> {
  const { stdin, stdout, env } = process
  const colour = context.options.color !== false
  const look = lookOf(env, colour)
  const gone = new AbortController()
  // A pipe that is closed, or a terminal that is gone, refuses what is written.
  for (const event of ['error', 'close']) stdout.on(event, () => gone.abort())
  process.on('SIGHUP', () => gone.abort())
  const redrawn = stdin.isTTY === true && stdout.isTTY === true && !wantsLines(false, env)
  const exitCode = await statusCommand(context, {
    columns: () => (stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY),
    show: (line) => clean(line, look).trimEnd(),
    gone: gone.signal,
    live: redrawn
      ? async (follow, signal) => {
          // Ink draws only its last frame where CI is set, even in a terminal in which someone
          // waits for the first.
          delete env.CI
          delete env.CONTINUOUS_INTEGRATION
          const [{ runWatch }, { hostname }] = await Promise.all([
            import('../../components/watch.js'),
            context.host.machine(),
          ])
          await runWatch({
            follow,
            signal,
            practice: context.host.kind === 'practice',
            hostname,
            stdin,
            stdout,
            env,
            colour,
          })
        }
      : undefined,
  })
  // A look under way may wait for a Redis that is silent; nobody waits for it any more.
  if (context.options.watch) process.exit(exitCode)
  return exitCode
}
