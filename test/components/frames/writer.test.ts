import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { type FrameWriter, frameWriter } from '../../../components/frames/writer.js'
import { tries } from '../../support/runs.js'
import { someFrames } from './arbitrary.js'
import { type TestScreen, testScreen, testTiming } from './screen.js'

const above = ['$ apt-get update', '$ mastodon-tune']
const begun: FrameWriter[] = []

function draw(screen: TestScreen) {
  const timing = testTiming()
  const writer = frameWriter(screen.out, false, timing)
  begun.push(writer)
  const show = (frame: string) => void writer.stream.write(frame)
  return { timing, show, ...writer }
}

afterEach(() => {
  for (const { finish } of begun.splice(0)) finish()
  expect(process.listeners('exit').filter(({ name }) => name === 'finish')).toEqual([])
})

/** The screen on which only this frame was drawn; what is wider ends at the edge. */
async function drawnWhole(size: readonly [number, number], frame: string) {
  const screen = testScreen(size, above)
  const rows = frame
    .split('\n')
    .slice(0, size[1] - 1)
    .map((row) => `${row}\u001b[m\r\n`)
  screen.out.write(`\u001b[?7l${rows.join('')}`)
  return screen.seen()
}

test('any frames, drawn by what changed, look as the last of them drawn whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      someFrames,
      fc.constantFrom<[number, number][]>([80, 24], [60, 14], [20, 14]),
      async (frames, size) => {
        const screen = testScreen(size, above)
        const { timing, show, finish } = draw(screen)
        for (const frame of frames) {
          show(frame)
          timing.pass(40)
          // The frame begins where it began: a higher one that went away again may have scrolled the screen.
          if (frame.split('\n').length + above.length < size[1])
            expect(await screen.seen()).toEqual(await drawnWhole(size, frame))
        }
        expect(screen.writes.length).toBeLessThanOrEqual(frames.length)
        finish()
        expect(
          screen.writes.slice(0, -1).every((text) => /^\u001b\[\?2026h.*\u001b\[\?2026l$/s.test(text)),
        ).toBe(true)
      },
    ),
    tries('frames drawn by what changed', { some: 30, all: 1000 }),
  )
})

test('nothing is asked of the terminal, and nothing reaches its scrollback or its modes', () => {
  const allowed = /\u001b\[(\?25[hl]|\?2026[hl]|\?7[hl]|\d*[ABCJKLM]|[\d;]*m)|\u001b\]8;;[^\u0007]*\u0007/g
  fc.assert(
    fc.property(someFrames, (frames) => {
      const screen = testScreen([80, 24])
      const { timing, show, finish } = draw(screen)
      for (const frame of frames) {
        show(frame)
        timing.pass(40)
      }
      finish()
      const rest = screen.writes.join('').replace(allowed, '')
      expect(rest).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/)
      expect(screen.writes.join('')).not.toMatch(/\u001b\[3?J.*H|\u001b\[[23]J/)
    }),
  )
})

test('a key held at 30 a second shows each of its positions; a burst shows the first and the last', () => {
  const screen = testScreen([80, 24])
  const { timing, show } = draw(screen)
  for (let at = 1; at <= 90; at++) {
    show(`row ${at}`)
    expect(screen.writes).toHaveLength(at)
    timing.pass(33)
  }
  for (let at = 0; at < 50; at++) show(`burst ${at}`)
  timing.pass(33)
  expect(screen.writes).toHaveLength(92)
  expect(screen.writes.at(-1)).toContain('49')
})

test('a key on a screen full of text that scrolls takes less than 150 bytes', () => {
  const screen = testScreen([80, 24])
  const { timing, show } = draw(screen)
  const text = Array.from(
    { length: 60 },
    (_, at) => ` + line ${at} of a unit that is as wide as the screen ${'x'.repeat(20)}${at}`,
  )
  for (let top = 0; top < 30; top++) {
    show(['title', ...text.slice(top, top + 20), 'keys'].join('\n'))
    timing.pass(40)
  }
  expect(Math.max(...screen.writes.slice(1).map((each) => Buffer.byteLength(each)))).toBeLessThan(150)
})

test('a terminal that takes nothing holds one frame and gets the newest when it takes some again', async () => {
  const screen = testScreen([80, 24])
  const { timing, show } = draw(screen)
  screen.hold()
  for (let at = 0; at < 1000; at++) {
    show(`row ${at}`)
    timing.pass(40)
  }
  expect(screen.writes).toHaveLength(1)
  await screen.release()
  expect((await screen.text())[0]).toBe('row 999')
  expect(screen.writes).toHaveLength(2)
})

test.each(['by its stream', 'by the write'])(
  'a terminal that is gone, told %s: nothing more is written',
  async (by) => {
    const screen = testScreen([80, 24])
    const { timing, show, finish } = draw(screen)
    screen.hold()
    show('one')
    if (by === 'by its stream') screen.out.emit('error', new Error('EIO'))
    await screen.release(by === 'by its stream' ? undefined : new Error('EIO'))
    timing.pass(40)
    show('two')
    timing.pass(40)
    finish()
    expect(screen.writes).toHaveLength(1)
  },
)

test('the cursor is hidden while frames are drawn and shown at the end, of the process too', async () => {
  const ends = {
    finish: (writer: FrameWriter) => writer.finish(),
    exit: () => process.listeners('exit').at(-1)?.(0),
  }
  for (const end of Object.values(ends)) {
    const screen = testScreen([80, 24])
    const writer = draw(screen)
    expect(await screen.cursorHidden()).toBe(false)
    writer.show('one\ntwo')
    expect(await screen.cursorHidden()).toBe(true)
    writer.show('three')
    end(writer)
    expect(await screen.cursorHidden()).toBe(false)
    expect((await screen.text())[0]).toBe('three')
    writer.finish()
  }
})

test('a terminal that reports no columns is taken for 80x24', async () => {
  const screen = testScreen([80, 24])
  Object.assign(screen.out, { columns: 0, rows: 0 })
  const { show, stream } = draw(screen)
  expect([stream.columns, stream.rows]).toEqual([80, 24])
  show(Array.from({ length: 30 }, (_, at) => `row ${at}`).join('\n'))
  expect((await screen.text())[22]).toBe('row 22')
  expect(await screen.scrollback()).not.toContain('row 23')
})
