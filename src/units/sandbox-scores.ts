import type { SandboxLevel } from '../answers.js'

/** Exposure of a Sidekiq unit at each level as `systemd-analyze security` counts it: 0 is best, 10 worst. */
export const sandboxScores: Readonly<Record<SandboxLevel, number>> = { stock: 1.6, container: 4.4, off: 9.2 }
