import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test, vi } from 'vitest'
import { anyOf, within } from '../src/abort.js'

afterEach(() => void vi.useRealTimers())

const told = (signal: AbortSignal) =>
  new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('told')))

test('who waits for an answer is told that its time is over, however often garbage is collected meanwhile', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  let over = false
  const waiting = within(0.1, new AbortController().signal, told).finally(() => {
    over = true
  })
  while (!over) {
    collect()
    await turn()
  }
  expect(await waiting).toBe('told')
})

test('a month is no shorter than it is, although no timer can be told one', async () => {
  vi.useFakeTimers()
  const days = (count: number) => count * 86_400
  const waiting = vi.fn()
  const work = within(days(31), new AbortController().signal, told).then(waiting)
  await vi.advanceTimersByTimeAsync(days(31) * 1000 - 1)
  expect(waiting).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await work
  expect(waiting).toHaveBeenCalledWith('told')
})

test('work is told of an interrupt before its time is over, and leaves no timer behind', async () => {
  vi.useFakeTimers()
  const interrupt = new AbortController()
  const work = within(60, interrupt.signal, told)
  interrupt.abort()
  expect(await work).toBe('told')
  expect(vi.getTimerCount()).toBe(0)
})

test('what was given before is given', () => {
  expect(anyOf(new AbortController().signal, AbortSignal.abort()).aborted).toBe(true)
})
