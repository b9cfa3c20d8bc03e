/** What to do on signals that would end the process. */
interface OnSignals {
  /** A terminal that hangs up must not end what is being applied. */
  readonly gone: () => void
  /** The same as Ctrl-C. */
  readonly stop: () => void
}

/** Hears the signals that would end the process; gives a way to end that. */
export function onSignals({ gone, stop }: OnSignals): () => void {
  process.on('SIGHUP', gone)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return () => {
    process.off('SIGHUP', gone)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
