import { webSocketUnit } from './names.js'
import { unitText } from './section.js'
import type { OwnUnit } from './service.js'

/**
 * mastodon-web.socket: systemd holds web's port, so that requests wait while Puma is restarted
 * instead of failing. `listen` is `ADDRESS:PORT`, and must be what Puma binds to: it takes over
 * only a socket of the same address (Puma's binder.rb).
 */
export function webSocket(listen: string): OwnUnit {
  return {
    unit: webSocketUnit,
    role: { kind: 'socket', claims: [`port ${listen.slice(listen.lastIndexOf(':') + 1)}`] },
    text: unitText([
      [
        'Unit',
        [
          ['Description', "Mastodon, web's port"],
          // Web's Requires= starts it, and it goes when web is stopped for good: else the next
          // request would start web again. A restart and the wait after a crash still need it.
          // StopPropagatedFrom= would close it then, from systemd 253 on.
          ['StopWhenUnneeded', 'yes'],
        ],
      ],
      [
        'Socket',
        [
          ['ListenStream', listen],
          // As Puma's own listener has it (add_tcp_listener in binder.rb).
          ['Backlog', '1024'],
          ['NoDelay', 'yes'],
        ],
      ],
    ]),
  }
}
