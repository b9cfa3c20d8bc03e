import { setImmediate as settled } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { keysOf } from '../../../components/terminal/keys.js'
import { keyInput } from '../../../components/terminal/stdin.js'
import { keyboard } from '../../support/tty.js'

it('finds every key in a chunk', () => {
  expect(keysOf('\u001b[B\r')).toEqual(['down', 'enter'])
  expect(keysOf('5\r')).toEqual([{ char: '5' }, 'enter'])
  expect(keysOf('\u001bOA\u001b[C\u001b[D\t\u007f\b\u001b[5~\u001b[6~\u0003')).toEqual([
    ...['up', 'right', 'left', 'tab', 'backspace', 'backspace', 'pageup', 'pagedown', 'ctrl-c'],
  ])
  expect(keysOf('\u001b')).toEqual(['escape'])
  expect(keysOf('\u001b\u001b[A')).toEqual(['escape', 'up'])
  expect(keysOf('\u001b[')).toEqual([])
  expect(keysOf('\u001b[15~é')).toEqual([{ char: 'é' }])
  expect(keysOf('\u001b[[E\u001b[<0;12;5M\u001b[M !!\u001bOM')).toEqual(['enter'])
})

/** The input of a terminal, cut into keys; what is cut in two is held for 30 ms on a clock that the test turns. */
function opened() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { stdin, type } = keyboard()
  const input = keyInput(stdin, () => {}, 30)
  onTestFinished(() => {
    input.close()
    vi.useRealTimers()
  })
  const got: string[] = []
  input.stream.on('data', (piece: string) => got.push(piece))
  /** Types, and lets so many ms pass. */
  const send = async (keys: string, ms = 0) => {
    type(keys)
    await settled()
    vi.advanceTimersByTime(ms)
    await settled()
  }
  return { got, send }
}

it('holds a sequence that was cut in two until its end arrives', async () => {
  const { got, send } = opened()
  await send('\u001b', 29)
  await send('[', 29)
  expect(got).toEqual([])
  await send('B\r')
  expect(got).toEqual(['\u001b[B', '\r'])
})

it('lets a lone Escape through after a moment, and drops half a sequence', async () => {
  const { got, send } = opened()
  await send('\u001b', 30)
  expect(got).toEqual(['\u001b'])
  await send('\u001b[', 30)
  await send('x')
  expect(got).toEqual(['\u001b', 'x'])
})

it('cuts bursts into single keys', async () => {
  const { got, send } = opened()
  await send('12\u001b[B\u001b[B\r')
  expect(got).toEqual(['1', '2', '\u001b[B', '\u001b[B', '\r'])
})
