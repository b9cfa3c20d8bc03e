import type { Message } from '../src/wizard/types.js'

/** Tells of the signals that would end the process. A terminal that hangs up must not end what is being applied. */
export function onSignals(send: (message: Message) => void): () => void {
  const gone = () => send({ type: 'gone' })
  const stop = () => send({ type: 'key', key: 'ctrl-c' })
  process.on('SIGHUP', gone)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return () => {
    process.off('SIGHUP', gone)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
