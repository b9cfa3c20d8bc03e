import type { SandboxLevel, WebSize } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { railsStartTimeout, webStopTimeout } from '../mastodon/times.js'
import { type WebAddress, webAddressOf } from '../mastodon/web-address.js'
import type { Section } from '../systemd/unit-text.js'
import { targetUnit, webSocketUnit, webUnit } from './names.js'
import { unitText } from './section.js'
import {
  databases,
  env,
  installSection,
  jemalloc,
  type OwnUnit,
  program,
  serviceSection,
  unitSection,
} from './service.js'

import { webSocket } from './web-socket.js'

/**
 * The units of web, mastodon-web.socket first where systemd can hold its port. mastodon-web.service
 * is Puma with `size.workers` processes of `size.threads` threads, each worker with as many
 * database connections as threads, where it listens today. After dist/mastodon-web.service, with
 * times to start and stop of its own.
 */
export function webUnits(facts: Facts, size: WebSize, level: SandboxLevel): readonly OwnUnit[] {
  const { variables, listen, port, url } = webAddress(facts)
  const service: OwnUnit = {
    unit: webUnit,
    role: {
      kind: 'web',
      // The socket's claim, where there is one: it keeps the port while web is restarted.
      claims: port === null || listen !== null ? [] : [`port ${port}`],
      threads: Math.max(1, size.workers) * size.threads,
      workers: size.workers,
      stopSeconds: webStopTimeout,
      ...(url === null ? {} : { url }),
    },
    text: unitText([
      unit(listen !== null),
      serviceSection(facts, level, 'web', {
        environment: [
          env('RAILS_ENV', 'production'),
          ...variables.map(([name, value]) => env(name, value)),
          env('WEB_CONCURRENCY', size.workers),
          env('MAX_THREADS', size.threads),
          env('DB_POOL', size.threads),
          ...jemalloc(facts),
        ],
        exec: [
          ['ExecStart', `${program('bundle', facts.programs.bundle)} exec puma -C config/puma.rb`],
          ['ExecReload', '/bin/kill -SIGUSR1 $MAINPID'],
        ],
        start: railsStartTimeout,
        stop: webStopTimeout,
      }),
      installSection(targetUnit),
    ]),
  }
  return [...(listen === null ? [] : [webSocket(listen)]), service]
}

function unit(socket: boolean): Section {
  const [name, directives] = unitSection(
    'Mastodon, web',
    [],
    socket ? [...databases, webSocketUnit] : databases,
  )
  return [name, socket ? [...directives, ['Requires', webSocketUnit]] : directives]
}

/**
 * Where web listens on this server now, by the environment of its unit as systemd resolves it with
 * its drop-ins: an admin's own BIND, PORT or SOCKET is kept. mastodon-web.service counts, or else
 * another unit that runs Puma.
 */
export function webAddress({ units, state }: Facts): WebAddress {
  const present =
    units.find(({ unit }) => unit === webUnit) ??
    units.find(({ unit, active }) => active && state.roles[unit]?.kind === 'web')
  return webAddressOf(present?.environment ?? {}, (present?.dropIns.length ?? 0) > 0)
}
