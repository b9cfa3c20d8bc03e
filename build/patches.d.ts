import type { Plugin } from 'esbuild'

export const patches: readonly Plugin[]
