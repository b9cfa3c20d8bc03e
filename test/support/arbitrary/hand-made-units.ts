import fc from 'fast-check'
import type { Unit } from '../../../src/state.js'

/** A unit as an admin may have written it. */
export interface HandMade {
  readonly unit: Unit
  readonly text: string
  readonly enabled: boolean
  readonly active: boolean
}

const bundle = '/home/mastodon/.rbenv/shims/bundle exec'

interface Shape {
  readonly exec: string
  readonly environment?: readonly string[]
  readonly by: 'multi-user.target' | 'mastodon.target'
  readonly stop: number
}

function textOf({ exec, environment = [], by, stop }: Shape): string {
  const part = by === 'mastodon.target' ? 'PartOf=mastodon.target\n' : ''
  const variables = environment.map((each) => `Environment="${each}"\n`).join('')
  return `[Unit]\n${part}After=network.target\n\n[Service]\nType=simple\nUser=mastodon\nWorkingDirectory=/home/mastodon/live\n${variables}ExecStart=${exec}\nTimeoutStopSec=${stop}\nRestart=always\n\n[Install]\nWantedBy=${by}\n`
}

const target: HandMade = {
  unit: 'mastodon.target',
  text: '[Unit]\nDescription=All of Mastodon\n\n[Install]\nWantedBy=multi-user.target\n',
  enabled: true,
  active: true,
}

/** Names with and without instance, and those that ours have. */
const sidekiqNames: readonly Unit[] = [
  'mastodon-sidekiq.service',
  'mastodon-sidekiq-a.service',
  'mastodon-sidekiq-push@25.service',
  'mastodon-sidekiq-push@40.service',
  'mastodon-sidekiq-01-push@25.service',
  'mastodon-sidekiq-01-all@10.service',
  'mastodon-sidekiq@1.service',
  'mastodon-sidekiq@2.service',
]

/** Several Sidekiq units over these queues, with web and streaming of various kinds; at most one of those that run serves scheduler. */
export function anyHandMadeUnits(queues: readonly string[]): fc.Arbitrary<readonly HandMade[]> {
  const by = fc.constantFrom<Shape['by']>('multi-user.target', 'mastodon.target')
  const flags = fc.record({
    enabled: fc.boolean(),
    active: fc.boolean(),
    stop: fc.constantFrom(15, 25, 60, 90),
    by,
  })
  const process = fc.record({
    unit: fc.constantFrom(...sidekiqNames),
    threads: fc.integer({ min: 1, max: 40 }),
    served: fc.subarray([...queues], { minLength: 1 }),
    flags,
  })
  const web = fc.record({
    unit: fc.constantFrom('mastodon-web.service', 'mastodon-puma@3000.service'),
    port: fc.constantFrom(3000, 3001),
    workers: fc.integer({ min: 0, max: 4 }),
    flags,
  })
  const streaming = fc.record({
    unit: fc.constantFrom(
      'mastodon-streaming.service',
      'mastodon-streaming@4000.service',
      'mastodon-streaming-x.service',
    ),
    port: fc.constantFrom(4000, 4001),
    flags,
  })
  return fc
    .tuple(
      fc.uniqueArray(process, { maxLength: 5, selector: ({ unit }) => unit }),
      fc.option(web),
      fc.option(streaming),
    )
    .map(([processes, puma, node]) => {
      const texts = new Map<string, string>()
      let held = false
      const all = processes.map(
        ({ unit, threads, served, flags: { enabled, active, ...shape } }): HandMade => {
          const exclusive = served.includes('scheduler')
          const runs = active && !(exclusive && held)
          held ||= runs && exclusive
          const exec = `${bundle} sidekiq -c ${threads} ${served.map((name) => `-q ${name}`).join(' ')}`
          // Instances of one template have one text.
          const template = unit.replace(/@.*/, '@')
          const text = texts.get(template) ?? textOf({ exec, ...shape })
          if (texts.has(template)) return { unit, text, enabled: false, active: false }
          texts.set(template, text)
          return { unit, text, enabled, active: runs }
        },
      )
      const others = [...(puma ? [webOf(puma)] : []), ...(node ? [streamingOf(node)] : [])]
      const units = [...all, ...others]
      return units.some(({ text }) => text.includes('WantedBy=mastodon.target')) ? [target, ...units] : units
    })
}

type Flags = {
  readonly enabled: boolean
  readonly active: boolean
  readonly stop: number
  readonly by: Shape['by']
}

function webOf({
  unit,
  port,
  workers,
  flags: { enabled, active, ...shape },
}: {
  unit: Unit
  port: number
  workers: number
  flags: Flags
}): HandMade {
  const environment = [`PORT=${port}`, `WEB_CONCURRENCY=${workers}`, 'MAX_THREADS=5']
  return {
    unit,
    enabled,
    active,
    text: textOf({ exec: `${bundle} puma -C config/puma.rb`, environment, ...shape }),
  }
}

function streamingOf({
  unit,
  port,
  flags: { enabled, active, ...shape },
}: {
  unit: Unit
  port: number
  flags: Flags
}): HandMade {
  return {
    unit,
    enabled,
    active,
    text: textOf({ exec: '/usr/bin/node ./streaming', environment: [`PORT=${port}`], ...shape }),
  }
}
