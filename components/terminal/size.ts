/**
 * The terminal's size. One that reports nothing is taken for 80x24: Ink would wrap at every
 * character.
 */
export function sizeOf(stdout: Partial<Size>): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 }
}

/** The least that the screens are made for. */
export const least: Size = { columns: 40, rows: 15 }

/** Whether a screen would not be whole. */
export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < least.columns || rows < least.rows
}

export interface Size {
  readonly columns: number
  readonly rows: number
}
