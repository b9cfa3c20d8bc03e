import type { Plan } from '../state.js'
import { timeOf } from './actions/index.js'

/**
 * How long a plan takes, in seconds: `least` where no job has to be waited for, `most` where every
 * wait takes all it may.
 */
export function durationOf({ actions }: Plan): { readonly least: number; readonly most: number } {
  let least = 0
  let most = 0
  let together = 0
  for (const action of actions) {
    const time = timeOf(action)
    if (time.sideBySide) together = Math.max(together, time.most)
    else {
      most += together + time.most
      together = 0
    }
    least += time.least
  }
  return { least, most: most + together }
}
