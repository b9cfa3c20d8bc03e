import type { CutOff } from '../record/run.js'
import { momentText } from '../text/format.js'

/** A run that was cut off, in a sentence. */
export function cutOffText(cut: CutOff): string {
  return `A run of mastodon-tune${by(cut)} was cut off on this server${cut.changes.length > 0 ? `: ${cut.changes.join(', ')}` : ''}.`
}

/** What can be done about it, in a sentence. */
export const waysOut =
  '`mastodon-tune undo` puts everything back, `mastodon-tune undo --finish` does the rest of it.'

/** A run that another process carries out, in a sentence. */
export function aliveText({ pid }: Pick<CutOff, 'pid'>): string {
  return `Another mastodon-tune (process ${pid}) is changing this server now. Wait until it has ended.`
}

/** A run of which only the note of its end is missing, in a sentence. */
export function hadEndedText(cut: CutOff): string {
  return `The last run of mastodon-tune${by(cut)} had done all of its work when it was cut off.`
}

function by({ who, at }: CutOff): string {
  return who === '' ? '' : ` (by ${who} at ${momentText(at)})`
}
