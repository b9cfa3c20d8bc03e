import type { Options } from '../../options/options.js'

/**
 * The options that another call about the same server needs, too: where Mastodon is, whose it is,
 * and the time jobs get.
 */
export function keptOptions(options: Options): readonly string[] {
  return (['home', 'user', 'drain'] as const).flatMap((name) => {
    const value = options[name]
    return value === undefined ? [] : [`--${name}`, value]
  })
}
