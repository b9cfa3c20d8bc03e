import { Lines } from '../parts/lines.js'
import { lookingLines } from './looking-lines.js'

/** Shown while the server is looked at. */
export function LookingScreen() {
  return <Lines lines={lookingLines} />
}
