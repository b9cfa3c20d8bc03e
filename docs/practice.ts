import { wizardEffects } from '../src/commands/wizard.js'
import type { Ran } from '../src/host/host.js'
import { practiceHost } from '../src/practice/host.js'
import type { Argv } from '../src/state.js'
import type { Effects } from '../src/wizard/effects.js'

/** Where the practice server is held up, so that the screen of that moment stays: at the look, or where a process drains. */
type Held = 'look' | 'drain'
/** What is wrong with it: there is no Mastodon, a process does not start, or nothing can be put back after that either. */
type Fault = 'nothing there' | 'start fails' | 'stuck'
export type Trouble = Held | Fault

/** The practice server for the wizard: its clock stands still unless something waits, nothing is watched, nothing written. */
export async function practiceEffects(
  trouble?: Trouble,
): Promise<{ readonly effects: Effects; readonly letGo: () => void }> {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let draining = false
  let failed = false
  const server = practiceHost()
  if (trouble === 'nothing there') await server.remove('/home/mastodon/live/lib/mastodon/version.rb')
  const host = {
    ...server,
    run: async (argv: Argv) => {
      const [, verb = '', unit = ''] = argv
      if (trouble === 'stuck' && failed && verb === 'disable')
        return refusing(`Failed to disable ${unit}: Read-only file system`)
      const fails =
        (trouble === 'start fails' || trouble === 'stuck') &&
        verb === 'start' &&
        unit.startsWith('mastodon-sidekiq-02-rest@')
      failed ||= fails
      return fails ? refusing(`Job for ${unit} failed because a timeout was exceeded.`) : server.run(argv)
    },
    wait: async (seconds: number) => {
      if (trouble === 'drain' && draining) await free
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
      if (trouble === 'look') await free
      return real.look()
    },
    apply: (agreed, tell, signal) => {
      const told: typeof tell = (event) => {
        draining ||= event.event === 'draining'
        tell(event)
      }
      return real.apply(agreed, told, signal)
    },
  }
  return { effects, letGo }
}

const refusing = (stderr: string): Ran => ({ status: 1, stdout: '', stderr: `${stderr}\n` })
