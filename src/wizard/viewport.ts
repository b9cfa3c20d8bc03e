/**
 * The part of the terminal that a screen's body is drawn in: columns, rows, and whether it knows
 * only the signs of ASCII.
 */
export interface Viewport {
  readonly width: number
  readonly height: number
  readonly ascii: boolean
}

/** A terminal of 80 x 24, until another one is told. */
export const usualViewport: Viewport = { width: 80, height: 19, ascii: false }

/**
 * Whether little room is there: "why" folds away, tables keep their first columns, and fewer keys
 * are named.
 */
export const isSmall = ({ width, height }: Pick<Viewport, 'width' | 'height'>): boolean =>
  width < 70 || height < 15

/** Whether nothing has to be drawn anew for it. */
export const isSame = (one: Viewport, other: Viewport): boolean =>
  one.width === other.width && one.height === other.height && one.ascii === other.ascii
