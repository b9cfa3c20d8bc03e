import { wizardEffects } from '../src/commands/wizard.js'
import { practiceHost } from '../src/host/practice.js'
import type { Effects } from '../src/wizard/effects.js'

/** Where the practice server is held up, so that the screen of that moment stays: at the look, or where a process drains. */
export type Held = 'look' | 'drain'

/** The practice server for the wizard: its clock stands still unless something waits, nothing is watched, nothing written. */
export async function practiceEffects(held?: Held): Promise<{ readonly effects: Effects; readonly letGo: () => void }> {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let draining = false
  const server = practiceHost()
  const host = {
    ...server,
    wait: async (seconds: number) => {
      if (held === 'drain' && draining) await free
      return server.wait(seconds)
    },
  }
  const real = wizardEffects({
    host,
    options: {},
    out: () => {},
    err: () => {},
    // Somebody is at the keyboard, but this is never asked.
    ask: async () => false,
    readFile: async () => '',
    writeFile: async () => {},
    signal: new AbortController().signal,
    toTheEnd: (work) => work(),
  })
  const effects: Effects = {
    ...real,
    watch: async () => {},
    look: async () => {
      if (held === 'look') await free
      return real.look()
    },
    apply: (plan, tell, signal) => {
      const told: typeof tell = (event) => {
        draining ||= event.event === 'draining'
        tell(event)
      }
      return real.apply(plan, told, signal)
    },
  }
  return { effects, letGo }
}
