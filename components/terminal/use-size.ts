import { useEffect, useState } from 'react'
import { type Size, sizeOf } from './size.js'

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
