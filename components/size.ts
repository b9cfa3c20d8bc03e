import { useEffect, useState } from 'react'
import type { Size } from './say.js'

/** The terminal's size. One that reports nothing is taken for 80x24: Ink would wrap at every character. */
export function sizeOf(stdout: Partial<Size>): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 }
}

/** The least that the screens are made for. */
export const least: Size = { columns: 40, rows: 15 }

/** Whether a screen would not be whole. */
export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < least.columns || rows < least.rows
}

/** The terminal's size, also after a resize. */
export function useSize(stdout: NodeJS.WriteStream): Size {
  const [size, setSize] = useState(() => sizeOf(stdout))
  useEffect(() => {
    const resized = () => setSize(sizeOf(stdout))
    stdout.on('resize', resized)
    return () => void stdout.off('resize', resized)
  }, [stdout])
  return size
}
