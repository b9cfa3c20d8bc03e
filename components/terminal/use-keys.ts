import { useStdin } from 'ink'
import { useEffect, useRef } from 'react'
import type { Key } from '../../src/wizard/key.js'
import { keysOf } from './keys.js'

/**
 * Hears every key, in order. Not through Ink's useInput: it joins Escape with a key that comes in
 * the same read, and gives the letters and digits of a sequence that it does not know as if they
 * had been typed.
 */
export function useKeys(press: (key: Key) => void): void {
  const { stdin, setRawMode } = useStdin()
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const hear = (piece: string) => {
      for (const key of keysOf(piece)) latest.current(key)
    }
    // Raw mode has Ink read what there is; each piece that it reads is told to whoever listens.
    setRawMode(true)
    stdin.on('data', hear)
    return () => {
      stdin.off('data', hear)
      setRawMode(false)
    }
  }, [stdin, setRawMode])
}
