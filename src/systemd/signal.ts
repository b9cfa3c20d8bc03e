import type { Argv, Unit } from '../state.js'

/**
 * Its name up to systemd 251; later ones still take it, for it begins like theirs (--kill-whom).
 */
const mainOnly = '--kill-who=main'

/**
 * The command that sends a signal to a unit's main process alone: TSTP quiets Sidekiq, TERM ends it
 * (its Signals wiki page).
 */
export function signalCommand(signal: 'TSTP' | 'TERM' | 'KILL', unit: Unit): Argv {
  return ['systemctl', 'kill', mainOnly, `--signal=${signal}`, unit]
}
