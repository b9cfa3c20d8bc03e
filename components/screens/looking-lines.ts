import type { Line } from '../parts/lines.js'

/** What the first screen is called. */
export const lookingPlace = 'Looking'

/** The first screen: there while the server is looked at. */
export const lookingLines: readonly Line[] = [
  { text: '' },
  { text: 'Looking at this server …' },
  { text: '' },
  { text: 'Nothing is changed by that.', tone: 'dim' },
]
