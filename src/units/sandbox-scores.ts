import type { SandboxLevel } from '../answers.js'

/**
 * Overall exposure of each service by level, as `systemd-analyze security --offline=true` of
 * systemd 252 tells it: from 0 (confined) to 10 (exposed). test/units/sandbox.test.ts measures them
 * anew.
 */
export const exposure: Record<
  SandboxLevel,
  { readonly web: number; readonly sidekiq: number; readonly streaming: number }
> = {
  stock: { web: 1.6, sidekiq: 1.6, streaming: 1.3 },
  container: { web: 3.6, sidekiq: 3.6, streaming: 3.4 },
  off: { web: 9.2, sidekiq: 9.2, streaming: 9.2 },
}
