import { typed } from '../text/typed.js'

/**
 * The options that name a server, as this run was given them: without them a suggested command
 * would mean another one.
 */
export interface Place {
  readonly root?: string
  readonly practice?: boolean
  readonly home?: string
  readonly user?: string
}

/** A command of ours for the same server, as it can be typed into a shell. */
export function onPlace(command: string, { root, practice, home, user }: Place = {}): string {
  const named = Object.entries({ root, home, user }).flatMap(([name, value]) =>
    value ? [`--${name}`, value] : [],
  )
  const place = [...(practice ? ['--practice'] : []), ...named]
  return place.length === 0 ? command : `${command} ${typed(place)}`
}
