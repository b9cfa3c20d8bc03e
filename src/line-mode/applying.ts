import { doneText, runningText } from '../plan/actions/index.js'
import type { Action, ApplyEvent } from '../state.js'
import { plural } from '../text/format.js'
import { spanText } from '../text/spans.js'
import { asSentence } from './words.js'

/** Seconds between two lines about the same action: a line a second would bury the rest. */
const betweenDrains = 5
const betweenWaits = 15

/** Says how a plan goes: a line for each action as it ends, and now and then what it waits for. */
export interface Progress {
  tell(event: ApplyEvent): void
  /**
   * Something has to be heard now and then, also where an action takes long; to be called about
   * once a second.
   */
  tick(): void
}

/** `now` is in seconds, on any clock. */
export function progress(say: (line: string) => void, now: () => number): Progress {
  let action: Action | undefined
  let of = 0
  let spoke = now()
  let drained: { readonly at: number; readonly left: number | null } | undefined
  const speak = (line: string) => {
    spoke = now()
    say(line)
  }
  return {
    tell(event) {
      if (event.event === 'begin') {
        ;({ action, of } = event)
        drained = undefined
        spoke = now()
      } else if (event.event === 'draining') {
        const { left, oldest } = event
        if (
          left === null ||
          left === drained?.left ||
          (drained !== undefined && now() - drained.at < betweenDrains)
        )
          return
        drained = { at: now(), left }
        const age = oldest === null ? '' : `, the oldest has run for ${oldest} s`
        speak(`${doing(action)}: ${plural(left, 'job')} left${age}.`)
      } else if (event.event === 'warned') speak(`Warning: ${asSentence(event.text)}`)
      else if (event.event === 'putting-back') speak(`Putting everything back: ${asSentence(event.because)}`)
      else {
        const which = `${event.back ? 'Back, ' : ''}${event.at + 1} of ${of}`
        if (event.event === 'failed') speak(`${which} failed: ${doing(action)}. ${asSentence(event.because)}`)
        else speak(`${which}: ${did(action)}, ${spanText(event.seconds, 'tenths')}.`)
        action = undefined
      }
    },
    tick() {
      if (action !== undefined && now() - spoke >= betweenWaits) speak(`Still at: ${doing(action)}.`)
    },
  }
}

const doing = (action: Action | undefined) => (action === undefined ? 'something' : runningText(action))
const did = (action: Action | undefined) => (action === undefined ? 'something' : doneText(action))
