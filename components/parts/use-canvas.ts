import { createContext, useContext } from 'react'
import type { Look } from '../terminal/symbols.js'
import type { Canvas } from './canvas.js'

const plainLook: Look = { ascii: false, colour: false, more: '…' }
export const CanvasContext = createContext<Canvas>({
  look: plainLook,
  width: 80,
  height: 19,
  practice: false,
  server: '',
})
/** The canvas to draw on. */
export const useCanvas = (): Canvas => useContext(CanvasContext)
