import { EventEmitter } from 'node:events'
import headless from '@xterm/headless'
import type { Timing } from '../../../components/frames/writer.js'
import { allOn } from '../../support/emulator.js'

type Size = readonly [columns: number, rows: number]

/** A terminal in memory that a frame writer draws in. */
export interface TestScreen {
  readonly out: NodeJS.WriteStream
  /** All that was written, a string for each write. */
  readonly writes: readonly string[]
  /** While it is held, it takes nothing; released, it says so. */
  hold(): void
  release(error?: Error): Promise<void>
  resize(size: Size): Promise<void>
  /** What is seen, row by row, with the style of each cell where it is seen. */
  seen(): Promise<readonly string[]>
  /** The same without styles, and without the spaces at the ends of rows. */
  text(): Promise<readonly string[]>
  /** Everything that can be scrolled back to, without styles. */
  scrollback(): Promise<string>
  cursorHidden(): Promise<boolean>
}

/** A terminal of this size in which some lines stand already. */
export function testScreen([columns, rows]: Size, above: readonly string[] = []): TestScreen {
  const view = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 10_000 })
  const writes: string[] = []
  const waiting: ((error?: Error) => void)[] = []
  let held = false
  view.write(above.map((line) => `${line}\r\n`).join(''))
  const out = Object.assign(new EventEmitter(), {
    columns,
    rows,
    destroyed: false,
    write(text: string, done?: (error?: Error) => void) {
      writes.push(text)
      view.write(text)
      if (done !== undefined) held ? waiting.push(done) : done()
      return !held
    },
  })
  const settled = () => new Promise<void>((resolve) => view.write('', resolve))
  return {
    out: out as unknown as NodeJS.WriteStream,
    writes,
    hold: () => {
      held = true
    },
    release: async (error) => {
      held = false
      for (const done of waiting.splice(0)) done(error)
      await settled()
    },
    resize: async ([newColumns, newRows]) => {
      await settled()
      view.resize(newColumns, newRows)
      Object.assign(out, { columns: newColumns, rows: newRows })
      out.emit('resize')
      await settled()
    },
    seen: async () => {
      await settled()
      return Array.from({ length: view.rows }, (_, y) => rowOf(view, y))
    },
    text: async () => {
      await settled()
      return allOn(view).slice(view.buffer.active.viewportY)
    },
    scrollback: async () => {
      await settled()
      return allOn(view).join('\n')
    },
    cursorHidden: async () => {
      await settled()
      return (view as unknown as { _core: { coreService: { isCursorHidden: boolean } } })._core.coreService
        .isCursorHidden
    },
  }
}

/** A row as text in which each change of what is seen of the style is written out. */
function rowOf(view: InstanceType<typeof headless.Terminal>, y: number): string {
  const line = view.buffer.active.getLine(view.buffer.active.viewportY + y)
  let before = ''
  let out = ''
  for (let x = 0; x < view.cols; x++) {
    const cell = line?.getCell(x)
    if (cell === undefined || cell.getWidth() === 0) continue
    const sign = cell.getChars() || ' '
    const ground = `${cell.getBgColorMode()}.${cell.getBgColor()} ${cell.isInverse()}${cell.isUnderline()}${cell.isStrikethrough()}`
    const style =
      sign === ' '
        ? ground
        : `${ground} ${cell.getFgColorMode()}.${cell.getFgColor()} ${cell.isBold()}${cell.isDim()}`
    if (style !== before) out += `{${style}}`
    before = style
    out += sign
  }
  return out
}

/** Time that passes when a test says so. */
export function testTiming(): Timing & { pass(ms: number): void } {
  let now = 0
  let later: { readonly at: number; readonly act: () => void }[] = []
  return {
    now: () => now,
    later(ms, act) {
      const entry = { at: now + ms, act }
      later.push(entry)
      return () => {
        later = later.filter((each) => each !== entry)
      }
    },
    pass(ms) {
      now += ms
      const due = later.filter(({ at }) => at <= now)
      later = later.filter(({ at }) => at > now)
      for (const { act } of due) act()
    },
  }
}
