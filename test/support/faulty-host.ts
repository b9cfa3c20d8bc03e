import type { Host } from '../../src/host/host.js'
import type { ApplyEvent } from '../../src/state.js'

/** Where an action is made to fail: which one (0-based, the way there and not the way back), and before or after it took effect. */
export interface Fault {
  readonly at: number
  readonly when: 'before' | 'after'
}

const touching = ['run', 'write', 'remove', 'link', 'askRedis'] as const

/** A host on which one action of a plan fails; `tell` must be given to apply so that the host knows which action is at hand. */
export function faultyHost<H extends Host>(host: H, fault: Fault): { readonly host: H; readonly tell: (event: ApplyEvent) => void } {
  let armed = false
  const failing = { ...host }
  for (const name of touching) {
    const real = host[name].bind(host) as (...args: readonly unknown[]) => Promise<unknown>
    Object.assign(failing, {
      [name]: async (...args: readonly unknown[]) => {
        const fail = armed
        armed = false
        if (!fail) return real(...args)
        if (fault.when === 'after') await real(...args)
        throw new Error(`made to fail ${fault.when} ${name}`)
      },
    })
  }
  const tell = (event: ApplyEvent) => {
    if (event.event === 'begin' && !event.back) armed = event.at === fault.at
    else armed = false
  }
  return { host: failing, tell }
}
