import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameWriter } from '../../../components/frames/writer.js'
import { tries } from '../../support/runs.js'
import { testScreen, testTiming } from './screen.js'

const sizes = fc.tuple(fc.integer({ min: 20, max: 120 }), fc.integer({ min: 8, max: 40 }))

/** A frame as a screen of this size gets it: as high as fits, every row marked with a number of its own frame. */
const frameFor = ([columns, rows]: readonly [number, number], mark: number) =>
  Array.from(
    { length: Math.min(rows - 1, 12) },
    (_, y) => `${mark}.${y} ${'─'.repeat(Math.max(0, columns - 8))}`,
  ).join('\n')

test('after any resizes the screen shows the frame and nothing of those before', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.array(sizes, { minLength: 1, maxLength: 6 }), async (first, others) => {
      const screen = testScreen(first, ['$ mastodon-tune'])
      const timing = testTiming()
      const { stream, finish } = frameWriter(screen.out, false, timing)
      let size = first
      let mark = 0
      // What no longer fits on the screen goes to the scrollback, from where it may come back; nobody may delete it there.
      let lost = false
      // As Ink does, which also hands over the frame of the size before.
      stream.on('resize', () => stream.write(frameFor(size, mark)))
      stream.write(frameFor(size, mark))
      for (const next of others) {
        timing.pass(40)
        const folded = frameFor(size, mark)
          .split('\n')
          .reduce((sum, row) => sum + Math.ceil(row.length / next[0]), 0)
        lost ||= folded >= next[1]
        size = next
        mark++
        await screen.resize(size)
        timing.pass(40)
        const seen = await screen.text()
        const frame = frameFor(size, mark).split('\n')
        const top = seen.indexOf(frame[0] ?? '')
        expect(seen.slice(top, top + frame.length)).toEqual(frame)
        expect(seen.slice(top + frame.length).join('')).toBe('')
        if (!lost) expect(seen.slice(0, top).filter((row) => row.includes('─'))).toEqual([])
      }
      finish()
      expect(await screen.scrollback()).toContain('$ mastodon-tune')
    }),
    tries('resizes', { some: 30, all: 1000 }),
  )
})

test('a frame of the size before, which Ink hands over first, ends at the edge and leaves nothing', async () => {
  const screen = testScreen([100, 30], ['$ mastodon-tune'])
  const timing = testTiming()
  const { stream, finish } = frameWriter(screen.out, false, timing)
  const before = ['first', 'second', 'third'].map((word) => word.padEnd(97, ' 0123456789'))
  const isSeen = async (rows: readonly string[]) =>
    expect((await screen.text()).slice(0, 5)).toEqual(['$ mastodon-tune', ...rows, ''])
  stream.on('resize', () => stream.write(before.join('\n')))
  stream.write(before.join('\n'))
  for (const columns of [60, 40]) {
    timing.pass(40)
    await screen.resize([columns, 30])
    // At the edge stands the last of what did not fit.
    await isSeen(before.map((row) => `${row.slice(0, columns - 1)}${row.at(-1)}`))
  }
  timing.pass(40)
  const fits = before.map((row) => row.slice(0, 40))
  stream.write(fits.join('\n'))
  await isSeen(fits)
  finish()
})

test('on a screen of its own nothing else stands there after any resizes, and at the end all is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.array(sizes, { minLength: 1, maxLength: 6 }), async (first, others) => {
      const screen = testScreen(first, ['$ mastodon-tune'])
      const timing = testTiming()
      const { stream, finish } = frameWriter(screen.out, true, timing)
      let size = first
      let mark = 0
      stream.on('resize', () => stream.write(frameFor(size, mark)))
      stream.write(frameFor(size, mark))
      for (const next of others) {
        timing.pass(40)
        size = next
        mark++
        await screen.resize(size)
        timing.pass(40)
        expect((await screen.text()).join('\n').trimEnd()).toBe(frameFor(size, mark).trimEnd())
      }
      finish()
      expect((await screen.scrollback()).trimEnd()).toBe('$ mastodon-tune')
      expect(await screen.cursorHidden()).toBe(false)
    }),
    tries('resizes of a screen of its own', { some: 30, all: 1000 }),
  )
})

test('a resize right after a frame is drawn anew as soon as the next may be', async () => {
  const screen = testScreen([80, 24])
  const timing = testTiming()
  const { stream, finish } = frameWriter(screen.out, false, timing)
  stream.on('resize', () => stream.write('wide\nframe'))
  stream.write('wide\nframe')
  await screen.resize([40, 12])
  expect(screen.writes).toHaveLength(1)
  timing.pass(17)
  expect(screen.writes).toHaveLength(2)
  expect((await screen.text()).slice(0, 2)).toEqual(['wide', 'frame'])
  finish()
})
