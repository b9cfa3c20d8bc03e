import { Lines } from '../lines.js'

/** Shown while the server is looked at. */
export function Looking() {
  return (
    <Lines
      lines={[{ text: '' }, { text: 'Looking at this server …' }, { text: '' }, { text: 'Nothing is changed by that.', tone: 'dim' }]}
    />
  )
}
