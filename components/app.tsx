import { useStdout } from 'ink'
import { type Dispatch, useEffect, useReducer } from 'react'
import type { Effects } from '../src/wizard/effects.js'
import type { Key } from '../src/wizard/key.js'
import type { Message, Rules, Wizard } from '../src/wizard/types.js'
import { beginning, isOver, press, update } from '../src/wizard.js'
import { canvasOf, viewportOf } from './parts/canvas.js'
import { Screen } from './screens/screen.js'
import { TooSmall } from './screens/too-small.js'
import { isTooSmall, type Size } from './terminal/size.js'
import type { Look } from './terminal/symbols.js'
import { useKeys } from './terminal/use-keys.js'
import { useSize } from './terminal/use-size.js'
import { useEffects } from './use-effects.js'

interface KeyPress {
  readonly type: 'key'
  readonly key: Key
}

export interface AppProps {
  readonly rules: Rules
  readonly effects: Effects
  readonly look: Look
  readonly practice: boolean
  readonly hostname: string
  readonly onOver: (wizard: Wizard) => void
  /** Lets messages in from outside, such as signals; gives a way to end that. */
  readonly outside?: (send: Dispatch<Message>) => () => void
  readonly size?: Size
}

/**
 * The wizard in a terminal. All keys go through one place into the reducer; nothing below hears
 * any.
 */
export function App({ rules, effects, look, practice, hostname, onOver, outside, size }: AppProps) {
  const { stdout } = useStdout()
  const terminal = useSize(stdout)
  const canvas = canvasOf(size ?? terminal, look, practice, hostname)
  const viewport = viewportOf(canvas)
  const { width, height, ascii } = viewport
  const small = isTooSmall(size ?? terminal)
  // A key means what it means where those before it have led: several may arrive before anything is
  // drawn.
  const reduce = (now: Wizard, message: Message | KeyPress) => {
    if (message.type !== 'key') return update(rules, now, message)
    // Nothing may be chosen that is not drawn.
    return press(rules, now, message.key, small ? ['tooSmall'] : undefined)
  }
  const [wizard, send] = useReducer(reduce, { ...beginning, viewport })
  // Before any key is heard: where a view scrolls to, and what is found in it, depends on the room
  // there is.
  useEffect(() => send({ type: 'viewport', viewport: { width, height, ascii } }), [width, height, ascii])
  useKeys((key) => send({ type: 'key', key }))
  useEffects(effects, wizard, send)
  useEffect(() => outside?.(send), [outside])
  useEffect(() => {
    if (isOver(wizard)) onOver(wizard)
  }, [wizard, onOver])
  // What is told at the end is printed below, so the last frame goes away.
  if (isOver(wizard)) return null
  if (small) return <TooSmall size={size ?? terminal} />
  return <Screen rules={rules} wizard={wizard} canvas={canvas} />
}
