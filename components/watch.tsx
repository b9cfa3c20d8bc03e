import { render, useStdout } from 'ink'
import { useEffect, useReducer } from 'react'
import type { Facts } from '../src/known/facts.js'
import { intentOf } from '../src/wizard/pressing.js'
import { onCrash } from './crash.js'
import { ErrorBoundary } from './error-boundary.js'
import { frameWriter } from './frames/writer.js'
import { canvasOf } from './parts/canvas.js'
import { Status, unwatched, watched } from './status.js'
import type { Size } from './terminal/size.js'
import { keyInput, overEcho } from './terminal/stdin.js'
import { hasOwnScreen, type Look, lookOf } from './terminal/symbols.js'
import { useKeys } from './terminal/use-keys.js'
import { useSize } from './terminal/use-size.js'

/** Tells of the server again and again until the signal. */
type Follow = (tell: (facts: Facts) => void, signal: AbortSignal) => Promise<void>

export interface WatchProps {
  readonly follow: Follow
  readonly look: Look
  readonly practice: boolean
  readonly hostname: string
  /** Called when it is left, or with what went wrong. */
  readonly onOver: (error?: unknown) => void
  readonly size?: Size
}

/** The live status in a terminal. */
export function Watch({ follow, look, practice, hostname, onOver, size }: WatchProps) {
  const { stdout } = useStdout()
  const terminal = useSize(stdout)
  const canvas = canvasOf(size ?? terminal, look, practice, hostname)
  const [now, send] = useReducer(watched, unwatched)
  useKeys((key) => {
    const intent = intentOf(['status'], key)
    if (intent !== undefined) send({ type: 'intent', intent, canvas })
  })
  useEffect(() => {
    const stop = new AbortController()
    follow((facts) => send({ type: 'seen', facts }), stop.signal).catch(onOver)
    return () => stop.abort()
  }, [follow, onOver])
  useEffect(() => {
    if (now.over) onOver()
  }, [now.over, onOver])
  // The last frame goes away: the terminal is to be as it was.
  return now.over ? null : <Status watched={now} canvas={canvas} />
}

/** What the live status needs from its surroundings. */
export interface WatchOptions extends Pick<WatchProps, 'follow' | 'practice' | 'hostname'> {
  /** Ends it from outside. */
  readonly signal: AbortSignal
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly colour?: boolean
}

/**
 * Shows the live status until it is left, and gives the terminal back. Fails where the first look
 * does.
 */
export async function runWatch({
  signal,
  stdin,
  stdout,
  env,
  colour,
  ...props
}: WatchOptions): Promise<void> {
  let instance: ReturnType<typeof render> | undefined
  let end: (error?: unknown) => void = () => {}
  stdout.on('error', () => end())
  const screen = frameWriter(stdout, hasOwnScreen(env))
  const input = keyInput(stdin, () => end())
  const off = onCrash((error) => end(error))
  try {
    await new Promise<void>((resolve, reject) => {
      end = (error) => (error === undefined ? resolve() : reject(error))
      signal.addEventListener('abort', () => end(), { once: true })
      if (signal.aborted) return end()
      const watch = (
        <ErrorBoundary onError={end}>
          <Watch {...props} look={lookOf(env, colour)} onOver={end} />
        </ErrorBoundary>
      )
      stdout.write(overEcho)
      instance = render(watch, {
        stdin: input.stream,
        stdout: screen.stream,
        debug: true,
        exitOnCtrlC: false,
        patchConsole: false,
      })
    })
  } finally {
    off()
    // Unmounting draws once more, and the terminal is to be as it was.
    instance?.rerender(null)
    instance?.unmount()
    screen.finish()
    input.close()
  }
}
