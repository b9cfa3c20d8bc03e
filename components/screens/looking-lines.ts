import type { Line } from '../lines.js'

/** The words around the first screen. */
export const lookingBones = { where: 'Looking', short: 'Looking', keys: 'ctrl-c leave' } as const

/** The first screen: there while the server is looked at. */
export const lookingLines: readonly Line[] = [
  { text: '' },
  { text: 'Looking at this server …' },
  { text: '' },
  { text: 'Nothing is changed by that.', tone: 'dim' },
]
