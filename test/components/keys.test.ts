import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { keysOf } from '../../components/keys.js'
import { keyInput } from '../../components/stdin.js'

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

const opened = () => {
  const source = new PassThrough() as unknown as NodeJS.ReadStream & PassThrough
  const input = keyInput(source, () => {}, 30)
  const got: string[] = []
  input.stream.on('data', (piece: string) => got.push(piece))
  return { source, input, got, later: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)) }
}

it('holds a sequence that was cut in two until its end arrives', async () => {
  const { source, got, input, later } = opened()
  source.write('\u001b')
  await later(5)
  source.write('[')
  await later(5)
  source.write('B\r')
  await later(60)
  expect(got).toEqual(['\u001b[B', '\r'])
  input.close()
})

it('lets a lone Escape through after a moment, and drops half a sequence', async () => {
  const { source, got, input, later } = opened()
  source.write('\u001b')
  await later(60)
  source.write('\u001b[')
  await later(60)
  source.write('x')
  await later(10)
  expect(got).toEqual(['\u001b', 'x'])
  input.close()
})

it('cuts bursts into single keys', async () => {
  const { source, got, input, later } = opened()
  source.write('12\u001b[B\u001b[B\r')
  await later(10)
  expect(got).toEqual(['1', '2', '\u001b[B', '\u001b[B', '\r'])
  input.close()
})
