import { inkPatches } from './patches/ink.js'
import { outputPatches } from './patches/output.js'
import { sameStyle } from './patches/styles.js'
import { text } from './patches/text.js'
import { yoga } from './patches/yoga.js'

/**
 * Small changes to packages at build time. Each says what it is for, here and in README.md, and fails the build when it no longer
 * fits, so a new version is looked at instead of shipped unpatched.
 */
export const patches = [...inkPatches, ...outputPatches, yoga, text, sameStyle]

/** All patches but those of these names. @throws where there is no such patch. */
export function patchesWithout(names) {
  const unknown = names.find((name) => !patches.some((patch) => patch.name === name))
  if (unknown === undefined) return patches.filter(({ name }) => !names.includes(name))
  throw new Error(`${unknown}: no such patch; there are ${patches.map(({ name }) => name).join(', ')}`)
}
