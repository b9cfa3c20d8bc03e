import type { SandboxLevel, WebSize } from '../answers.js'
import type { Facts } from '../facts/types.js'
import { unitText } from './section.js'
import type { OwnUnit } from './service.js'
import { env, installSection, jemalloc, program, serviceSection, unitSection } from './service.js'

/**
 * mastodon-web.service: Puma on port 3000 with `size.workers` processes of `size.threads` threads; each worker has as many
 * database connections as threads. After dist/mastodon-web.service, with times to start and stop of its own.
 */
export function web(facts: Facts, size: WebSize, level: SandboxLevel): OwnUnit {
  return {
    unit: 'mastodon-web.service',
    role: { kind: 'web', claims: ['port 3000'], threads: Math.max(1, size.workers) * size.threads },
    text: unitText([
      unitSection('Mastodon, web', [], ['postgresql.service', 'redis-server.service', 'redis.service']),
      serviceSection(facts, level, 'web', {
        environment: [
          env('RAILS_ENV', 'production'),
          env('PORT', 3000),
          env('WEB_CONCURRENCY', size.workers),
          env('MAX_THREADS', size.threads),
          env('DB_POOL', size.threads),
          ...jemalloc(facts),
        ],
        exec: [
          ['ExecStart', `${program('bundle', facts.programs.bundle)} exec puma -C config/puma.rb`],
          ['ExecReload', '/bin/kill -SIGUSR1 $MAINPID'],
        ],
        start: 180,
        stop: 60,
      }),
      installSection('mastodon.target'),
    ]),
  }
}
