import type { Plugin } from 'esbuild'

/** What TypeScript knows of patches.js. */
export const patches: readonly Plugin[]
