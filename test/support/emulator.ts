import type headless from '@xterm/headless'

/** A terminal's other end: it draws what it is sent, for a program to read. */
export type Emulator = InstanceType<typeof headless.Terminal>

/** The rows that are seen now, without the spaces at their ends. */
export const seenOn = (view: Emulator): readonly string[] =>
  rowsOf(view, view.buffer.active.viewportY, view.rows)

/** All rows there are, with those that went up out of sight. */
export const allOn = (view: Emulator): readonly string[] => rowsOf(view, 0, view.buffer.active.length)

function rowsOf(view: Emulator, from: number, length: number): readonly string[] {
  const { active } = view.buffer
  return Array.from({ length }, (_, row) => active.getLine(from + row)?.translateToString(true) ?? '')
}
