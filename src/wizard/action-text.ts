import { type Action, nameOf } from '../state.js'

/** An action in a few words. */
export function actionText(action: Action): string {
  switch (action.do) {
    case 'write':
    case 'remove':
    case 'link':
      return `${action.do} ${nameOf(action.path)}`
    case 'reload':
      return 'systemd reads the new files'
    case 'await':
      return `${action.unit} works`
    case 'quiet':
      return `${action.unit} takes no more jobs`
    case 'drain':
      // Room for how many are left, which is told beside it.
      return `${shortName(action.unit)} finishes its jobs`
    case 'end':
      return `end the process of ${action.unit}`
    default:
      return `${action.do} ${action.unit}`
  }
}

/** A unit's name without what every name has. */
export function shortName(text: string): string {
  return text.replace('mastodon-', '').replace('.service', '')
}
