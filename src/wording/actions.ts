import { type Action, nameOf, type Role, type Unit } from '../state.js'
import { isSidekiqName, shortName } from '../units/names.js'

/**
 * An action in a few words, while it is under way or when it has been `done`. A unit goes by the same short name in all of them,
 * with room beside it for what is told of it.
 */
export function actionText(action: Action, done = false): string {
  switch (action.do) {
    case 'write':
    case 'remove':
    case 'link':
      return `${action.do} ${nameOf(action.path)}`
    case 'reload':
      return 'systemd reads the new files'
    case 'await':
      return `${done ? '' : 'waits until '}${shortName(action.unit)} ${takesJobs(action.unit, action.role) ? 'takes jobs' : 'runs'}`
    case 'quiet':
      return `${shortName(action.unit)} takes no more jobs`
    case 'drain':
      return `${shortName(action.unit)} finishes its jobs`
    case 'end':
      return `end the process of ${shortName(action.unit)}`
    default:
      return `${action.do} ${shortName(action.unit)}`
  }
}

function takesJobs(unit: Unit, role: Role | undefined): boolean {
  return role === undefined ? isSidekiqName(unit) : role.kind === 'sidekiq'
}
