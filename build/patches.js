import { noDevtools } from './patches/ink.js'
import { globalProcess } from './patches/process.js'
import { textPatches } from './patches/text.js'
import { yogaPatches } from './patches/yoga.js'

/**
 * Small changes to dependencies at build time. Each says what it is for and fails the build when it no longer fits, so a new
 * version is looked at instead of shipped unpatched.
 */
export const patches = [noDevtools, ...yogaPatches, ...textPatches, globalProcess]
