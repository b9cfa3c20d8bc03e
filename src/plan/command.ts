import type { Action, Argv, Unit } from '../state.js'

/** Its name up to systemd 251; later ones still take it, for it begins like theirs (--kill-whom). */
const mainOnly = '--kill-who=main'

/**
 * The command that carries out an action on units, or undefined for an action on files and for `await`, which only looks.
 * The preview shows these; apply runs these.
 */
export function commandOf(action: Action): Argv | undefined {
  switch (action.do) {
    case 'reload':
      return ['systemctl', 'daemon-reload']
    case 'enable':
    case 'disable':
    case 'start':
    case 'stop':
    case 'restart':
      return ['systemctl', action.do, action.unit]
    case 'quiet':
      return signalCommand('TSTP', action.unit)
    case 'end':
      return signalCommand('TERM', action.unit)
    default:
      return undefined
  }
}

/** The command that sends a signal to a unit's main process alone: TSTP quiets Sidekiq, TERM ends it (its Signals wiki page). */
export function signalCommand(signal: 'TSTP' | 'TERM' | 'KILL', unit: Unit): Argv {
  return ['systemctl', 'kill', mainOnly, `--signal=${signal}`, unit]
}

/** What an action is for, in a few words, for the preview. */
export function purposeOf(action: Action): string {
  switch (action.do) {
    case 'write':
      return 'write the file'
    case 'remove':
      return 'remove the file'
    case 'link':
      return `link to ${action.target}`
    case 'reload':
      return 'let systemd see the new files'
    case 'enable':
      return 'at every boot'
    case 'disable':
      return 'no longer at boot'
    case 'start':
    case 'restart':
      return action.role?.kind === 'sidekiq' ? `takes jobs from ${(action.role.queues ?? []).join(', ')}` : ''
    case 'quiet':
      return 'takes no further jobs'
    case 'drain':
      return `until its jobs are done, ${action.seconds} s at most`
    case 'end':
    case 'stop':
      return action.role?.kind === 'sidekiq' ? 'unfinished jobs go back to the queue' : ''
    case 'await':
      return action.role?.kind === 'sidekiq'
        ? 'until Redis shows that it takes jobs'
        : 'until it runs and goes on running'
  }
}
