import type { Host } from '../../src/host/host.js'
import type { ApplyEvent, Unit } from '../../src/state.js'

/** Where an action is made to fail: which one (0-based, the way there and not the way back), and before or after it took effect. */
export interface Fault {
  readonly at: number
  readonly when: 'before' | 'after'
}

/** Every way in which one of these actions can fail. */
export const faultsOf = (actions: readonly unknown[]): readonly Fault[] =>
  actions.flatMap((_, at) => [
    { at, when: 'before' as const },
    { at, when: 'after' as const },
  ])

const touching = ['run', 'write', 'remove', 'link', 'askRedis'] as const

/** A host on which one action of a plan fails; `tell` must be given to apply so that the host knows which action is at hand. */
export function faultyHost<H extends Host>(
  host: H,
  fault: Fault,
): { readonly host: H; readonly tell: (event: ApplyEvent) => void } {
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

/**
 * A host on which something outside breaks a unit, whatever its text is: from its next start on it dies and is started anew by
 * systemd, again and again, until it is mended; then systemd's next try works.
 */
export function brokenHost<H extends Host>(
  host: H,
  unit: Unit,
): { readonly host: H; readonly mend: () => void } {
  let mended = false
  let dying = false
  const run: Host['run'] = async (argv, options) => {
    if (/^(start|restart)$/.test(argv[1] ?? '') && argv.at(-1) === unit) dying = true
    const ran = await host.run(argv, options)
    if (!dying || mended) return ran
    const blocks = ran.stdout.split('\n\n')
    const told = blocks.map((block) =>
      block.includes(`Id=${unit}\n`) ? block.replace('ActiveState=active', 'ActiveState=activating') : block,
    )
    return { ...ran, stdout: told.join('\n\n') }
  }
  return {
    host: { ...host, run },
    mend() {
      mended = true
    },
  }
}
