import { groupsOf } from '../answers/groups.js'
import type { Layout } from '../answers.js'
import type { Queue } from '../mastodon/queue.js'
import { nearest } from '../text/nearest.js'
import { optionInstead } from './readers.js'

/** Why a size can't be given to what is no group of this layout, and what was probably meant. */
export function noSuchGroup(label: string, size: string, layout: Layout, queues: readonly Queue[]): string {
  const option = optionInstead(label, size)
  if (option !== undefined) return option
  const allowed = labelsOf(layout, queues)
  const split = layout === 'per-queue' ? '' : '; --layout per-queue gives each queue processes of its own'
  const meant = nearest(label, allowed) ?? nearest(label, labelsOf('per-queue', queues))
  const end = meant === undefined ? '.' : `; did you mean ${meant}?`
  return `with the layout ${layout}, allowed are ${allowed.join(', ')}${split}${end}`
}

function labelsOf(layout: Layout, queues: readonly Queue[]): readonly string[] {
  return groupsOf(layout, queues).map((group) => group.label)
}
