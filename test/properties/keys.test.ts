import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keysOf } from '../../components/terminal/keys.js'
import { keyInput } from '../../components/terminal/stdin.js'
import { type Chunk, cut, cuts, typing, wandering } from '../support/arbitrary/typed-keys.js'
import { holds } from '../support/holds.js'
import { type Keyboard, keyboard } from '../support/tty.js'
import { drawn, driven } from './drawn.js'

// What a cut sequence is held for is not to depend on how busy this machine is.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Has chunks arrive at their times, and waits until what came last is no longer held. */
async function arrive(chunks: readonly Chunk[], { type }: Keyboard): Promise<void> {
  for (const { after, bytes } of chunks) {
    if (after > 0) {
      await settled()
      vi.advanceTimersByTime(after)
    }
    type(bytes)
  }
  await settled()
  vi.advanceTimersByTime(1000)
  await settled()
}

test('however keys are cut, each is heard once and nothing else is', async () => {
  await holds('keys, cut anywhere', { some: 150, all: 1500 }, fc.tuple(typing, cuts), async ([all, how]) => {
    const keys = keyboard()
    const input = keyInput(keys.stdin)
    const heard: string[] = []
    input.stream.on('data', (piece: string) => heard.push(piece))
    await arrive(cut(all, how), keys)
    input.close()
    expect(heard.flatMap(keysOf)).toEqual(all.flatMap((each) => each.keys))
  })
}, 300_000)

test('however keys are cut, the wizard ends where the same keys lead one by one', async () => {
  const ends = new Map<string, number>()
  await holds(
    'the wizard, cut anywhere',
    { some: 40, all: 400 },
    fc.tuple(wandering, cuts),
    async ([all, how]) => {
      const keys = keyboard()
      const wizard = await driven(keys.stdin)
      await arrive(cut(all, how), keys)
      const seen = await wizard.end()
      expect(seen).toEqual(await drawn(all.flatMap((each) => each.keys)))
      const where = /What I found|\d of \d|Review|Applying|Leave\?/.exec(seen.screen)?.[0] ?? 'left'
      ends.set(where, (ends.get(where) ?? 0) + 1)
    },
  )
  console.log('the wizard ended at', Object.fromEntries(ends))
}, 300_000)
