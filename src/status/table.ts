import { cut } from '../text/fold.js'

/** A column of a table, with the texts of its rows. */
export interface Column {
  readonly head: string
  readonly cells: readonly string[]
  readonly right?: boolean
  /**
   * Where there is no room, the column with the highest number is left out first; one without a
   * number stays.
   */
  readonly spare?: number
}

/** Below this many columns of the terminal, tables are drawn closer and say less. */
export const narrow = 70

/**
 * A table in lines, the head first. Columns that can be spared are left out until it fits; else the
 * first column is cut.
 */
export function tableLines(columns: readonly Column[], width: number): readonly string[] {
  const gap = width < narrow ? ' ' : '  '
  const shown = fitting(columns, width, gap.length)
  const free = width - totalOf(shown.slice(1), gap.length) - gap.length
  return [...Array((columns[0]?.cells.length ?? 0) + 1).keys()].map((row) =>
    shown
      .map((column, at) =>
        cell(column, row, at === 0 ? Math.min(widthOf(column), Math.max(4, free)) : widthOf(column)),
      )
      .join(gap)
      .trimEnd(),
  )
}

function fitting(columns: readonly Column[], width: number, gap: number): readonly Column[] {
  if (totalOf(columns, gap) <= width) return columns
  const spare = Math.max(...columns.map((column) => column.spare ?? 0))
  return spare === 0
    ? columns
    : fitting(
        columns.filter((column) => column.spare !== spare),
        width,
        gap,
      )
}

function cell({ head, cells, right }: Column, row: number, width: number): string {
  const signs = [...(row === 0 ? head : (cells[row - 1] ?? ''))]
  const kept = cut(signs.join(''), width)
  const space = ' '.repeat(Math.max(0, width - signs.length))
  return right ? space + kept : kept + space
}

const widthOf = ({ head, cells }: Column) => Math.max(...[head, ...cells].map((text) => [...text].length))
const totalOf = (columns: readonly Column[], gap: number) =>
  columns.reduce((sum, column) => sum + widthOf(column) + gap, 0) - (columns.length > 0 ? gap : 0)
