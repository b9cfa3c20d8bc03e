import type { PracticeHost } from '../../src/practice/host.js'

/** Where a program is killed: at which of its system calls that change something (0-based), before, after or half-way. */
export interface Kill {
  readonly at: number
  readonly when: 'before' | 'half' | 'after'
}

const changing = ['run', 'write', 'append', 'remove', 'link', 'makeDirectory'] as const

/**
 * A host over which a program is killed: from that call on nothing is answered any more. `died` resolves then, `calls` are
 * those that change something. A lock of the killed program is the kernel's to free.
 */
export function killedHost(host: PracticeHost, kill?: Kill) {
  const calls: string[] = []
  let die = (): void => undefined
  const died = new Promise<'killed'>((resolve) => {
    die = () => resolve('killed')
  })
  const forever = new Promise<never>(() => undefined)
  const over: Record<string, unknown> = { ...host, lock: async () => ({ release: async () => undefined }) }
  for (const name of changing) {
    const real = host[name].bind(host) as (...args: readonly unknown[]) => Promise<unknown>
    over[name] = async (...args: readonly unknown[]) => {
      if (
        name === 'run' &&
        !/^(daemon-reload|enable|disable|start|stop|restart|kill)$/.test((args[0] as string[])[1] ?? '')
      )
        return real(...args)
      const mine = calls.length === kill?.at
      calls.push(name)
      if (mine && kill.when === 'after') await real(...args)
      // Only what is added to a file can be half there: everything else is renamed into its place.
      if (mine && kill.when === 'half' && name === 'append')
        await host.append(args[0] as string, (args[1] as string).slice(0, -9))
      if (!mine) return real(...args)
      die()
      return forever
    }
  }
  return { host: over as unknown as PracticeHost, died, calls: (): readonly string[] => calls }
}
