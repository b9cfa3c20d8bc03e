import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { pieces } from './keys.js'

const esc = '\u001b'

/** The terminal's input for Ink, and a way to give the terminal back. */
export interface KeyInput {
  readonly stream: NodeJS.ReadStream
  close(): void
}

/**
 * Takes away what the terminal itself showed of keys that were pressed while the program started.
 */
export const overEcho = '\r\u001b[K'

/**
 * The terminal's input cut into single keys. A sequence that a packet boundary cut in two is held
 * for a moment until its end arrives; Ink would read Escape and then text.
 */
export function keyInput(stdin: NodeJS.ReadStream, gone: () => void = () => {}, holdMs = 50): KeyInput {
  // Object mode keeps the keys apart: `read()` would join them otherwise.
  const keys = new Readable({ objectMode: true, read() {} })
  const decoder = new StringDecoder('utf8')
  let held = ''
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    // Half a sequence is no key, and its letters must not land in a field.
    if (held === esc) keys.push(held)
    held = ''
  }
  const take = (chunk: Buffer | string) => {
    clearTimeout(timer)
    const { whole, rest } = pieces(held + (typeof chunk === 'string' ? chunk : decoder.write(chunk)))
    for (const piece of whole) keys.push(piece)
    held = rest
    if (held !== '') timer = setTimeout(flush, holdMs)
  }
  stdin.on('data', take)
  stdin.on('end', gone)
  stdin.on('error', gone)
  const raw = (mode: boolean) => void (stdin.isTTY && stdin.setRawMode?.(mode))
  // From now on no key shows on the screen by itself, nor makes a signal.
  raw(true)
  const chained = (act: () => unknown) => {
    act()
    return stream
  }
  const stream: NodeJS.ReadStream = Object.assign(keys, {
    isTTY: stdin.isTTY,
    setEncoding: () => stream,
    setRawMode: (mode: boolean) => chained(() => raw(mode)),
    ref: () => chained(() => stdin.ref?.()),
    unref: () => chained(() => stdin.unref?.()),
  }) as unknown as NodeJS.ReadStream
  const close = () => {
    clearTimeout(timer)
    stdin.off('data', take)
    stdin.off('end', gone)
    // The error listener stays: a terminal that is gone may complain late, and nobody is left to
    // tell.
    raw(false)
    stdin.pause()
    stdin.unref?.()
  }
  return { stream, close }
}
