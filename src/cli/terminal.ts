import type { Context } from '../commands/context.js'
import { codeOf } from '../host/error-codes.js'
import { type Host, HostError } from '../host/host.js'
import { readRegular, writeRegular } from '../host/regular-files.js'
import type { Options } from '../options/options.js'
import type { Outcome } from '../state.js'
import { shortened, visible, visibleJson } from '../text/format.js'
import { sentence } from '../text/sentence.js'
import { exitCodeOf } from '../wording/outcome.js'
import { WrongInput } from '../wrong-input.js'
import { ask } from './ask.js'

import { type Output, processOutput } from './output.js'

/** Milliseconds that telling how it ended may take after a signal. */
const lastWords = 1000

/**
 * A command's surroundings in this process. A closed output (`plan | head`, a dropped connection)
 * and SIGHUP end nothing: an apply under way goes on, and so it does where a terminal takes
 * nothing.
 */
export function terminalContext(host: Host, options: Options): Context & Output {
  const output = processOutput()
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return {
    host,
    options,
    // Whatever the server's content is made of, nothing but signs and ends of lines goes out.
    out: (text) =>
      void process.stdout.write(
        `${options.json ? visibleJson(text) : text.split('\n').map(visible).join('\n')}\n`,
      ),
    err: (line) => void process.stderr.write(`${visible(shortened(line))}\n`),
    ask: interactive ? ask : undefined,
    readFile: (name) =>
      readRegular(name).catch(wrongFile(name, 'read', 'give a file that exists and that you may read')),
    writeFile: (name, text) =>
      writeRegular(name, text).catch(wrongFile(name, 'written', 'give a place where you may write')),
    program: [process.execPath, ...process.argv.slice(1, 2)],
    ...output,
    ...handleSignals(output),
  }
}

/**
 * From now on SIGINT and SIGTERM ask the work under way to stop, and it puts everything back; once
 * it has ended, they change nothing about its exit status. Without work they end the process.
 */
function handleSignals({ neverWait }: Output): Pick<Context, 'signal' | 'toTheEnd'> {
  const stop = new AbortController()
  // Works may lie in one another: a change, and the question whether it is kept.
  let busy = 0
  let ended: number | undefined
  let leaving: NodeJS.Timeout | undefined
  const onSignal = (status: number) => () => {
    if (busy > 0) stop.abort()
    else if (ended === undefined) process.exit(status)
    else leaving ??= setTimeout(() => process.exit(ended), lastWords).unref()
  }
  process.on('SIGINT', onSignal(130))
  process.on('SIGTERM', onSignal(143))
  sayCrashes(() => busy > 0)
  return {
    signal: stop.signal,
    async toTheEnd(work) {
      busy++
      // What ended before says nothing about this.
      ended = undefined
      clearTimeout(leaving)
      leaving = undefined
      neverWait()
      try {
        const done = await work()
        ended = statusIn(done)
        return done
      } finally {
        busy--
      }
    },
  }
}

/** The exit status that work ended with; undefined where it says none. */
function statusIn(done: Outcome | number | undefined): number | undefined {
  return typeof done === 'object' ? exitCodeOf(done) : done
}

const wrongFile = (name: string, what: 'read' | 'written', instead: string) => (error: unknown) => {
  // A NUL in the name, or one that is too long, has no code of the system's.
  const why = error instanceof HostError ? sentence(error) : codeOf(error) || 'not a valid file name'
  throw new WrongInput(`${name} can't be ${what} (${why}); ${instead}.`)
}

/**
 * An error that nobody caught is told in one sentence, and ends the program with exit status 1; but
 * not in the middle of a plan, which knows how to go on and how to go back, whatever broke beside
 * it.
 */
function sayCrashes(busy: () => boolean): void {
  process.on('uncaughtException', (error) => {
    process.exitCode = 1
    // A screen that is open has to be left first, and tells it itself.
    if (process.listenerCount('uncaughtException') > 1) return
    const goesOn = busy() ? ' What is being done goes on to its end.' : ''
    process.stderr.write(`mastodon-tune: ${visible(shortened(sentence(error)))}${goesOn}\n`)
    if (!busy()) process.exit(1)
  })
}
