import { type Path, unitDirectory } from '../state.js'

const gibibyte = 1024 ** 3

/** What a practice server is; every figure is made up. */
export interface PracticeWorld {
  readonly cores: number
  /** Bytes. */
  readonly memory: number
  readonly version: readonly [number, number, number]
  readonly queues: readonly (readonly [string, number])[]
  readonly maxConnections: number
  /** Whether upstream's own units run on it, or none yet. */
  readonly layout: 'nothing' | 'stock'
  /** Whether Sidekiq keeps up with its queues. */
  readonly load: 'quiet' | 'push behind'
}

export const usualWorld: PracticeWorld = {
  cores: 4,
  memory: 8 * gibibyte,
  version: [4, 6, 5],
  queues: [
    ['default', 8],
    ['push', 6],
    ['ingress', 4],
    ['mailers', 2],
    ['pull', 1],
    ['scheduler', 1],
    ['fasp', 1],
  ],
  maxConnections: 100,
  layout: 'stock',
  load: 'push behind',
}

const home = '/home/mastodon/live'
const service = (lines: readonly string[]) =>
  `[Unit]\nAfter=network.target\n\n[Service]\nUser=mastodon\nWorkingDirectory=${home}\n${lines.join('\n')}\n\n[Install]\nWantedBy=multi-user.target\n`
const bundle = '/home/mastodon/.rbenv/shims/bundle exec'

/** Upstream's units, as far as a pretend systemd looks at them. */
const stockUnits: Readonly<Record<string, string>> = {
  'mastodon-web.service': service([
    'Type=simple',
    'Environment="RAILS_ENV=production"',
    'Environment="PORT=3000"',
    'Environment="LD_PRELOAD=libjemalloc.so"',
    `ExecStart=${bundle} puma -C config/puma.rb`,
    'TimeoutSec=15',
    'Restart=always',
    'ProtectSystem=strict',
  ]),
  'mastodon-sidekiq.service': service([
    'Type=simple',
    'Environment="RAILS_ENV=production"',
    'Environment="DB_POOL=25"',
    'Environment="LD_PRELOAD=libjemalloc.so"',
    `ExecStart=${bundle} sidekiq -c 25`,
    'TimeoutSec=15',
    'Restart=always',
    'ProtectSystem=strict',
  ]),
  'mastodon-streaming.service':
    '[Unit]\nWants=mastodon-streaming@4000.service\n\n[Service]\nType=oneshot\nExecStart=/bin/echo streaming\nRemainAfterExit=yes\n\n[Install]\nWantedBy=multi-user.target\n',
  'mastodon-streaming@.service': `[Unit]\nPartOf=mastodon-streaming.service\n\n[Service]\nUser=mastodon\nWorkingDirectory=${home}\nType=simple\nEnvironment="NODE_ENV=production"\nEnvironment="PORT=%i"\nExecStart=/usr/bin/node ./streaming\nTimeoutSec=15\nRestart=always\n\n[Install]\nWantedBy=multi-user.target mastodon-streaming.service\n`,
}

/** Streaming up to 4.1: one unit, whose workers a variable counts. */
const oldStreaming = {
  'mastodon-streaming.service': service([
    'Type=simple',
    'Environment="NODE_ENV=production"',
    'Environment="PORT=4000"',
    'Environment="STREAMING_CLUSTER_NUM=1"',
    'ExecStart=/usr/bin/node ./streaming',
    'TimeoutSec=15',
    'Restart=always',
  ]),
}

function unitsOf({ layout, version: [major, minor] }: PracticeWorld): Readonly<Record<string, string>> {
  if (layout === 'nothing') return {}
  if (major > 4 || (major === 4 && minor >= 2)) return stockUnits
  const { 'mastodon-streaming@.service': _, ...rest } = stockUnits
  return { ...rest, ...oldStreaming }
}

export const practicePrograms: readonly Path[] = ['/usr/bin/node', '/home/mastodon/.rbenv/shims/bundle']

/** The files of a practice server. */
export function practiceFiles(world: PracticeWorld): Readonly<Record<Path, string>> {
  const kib = Math.round(world.memory / 1024)
  const [major, minor, patch] = world.version
  const queues = world.queues.map(([name, weight]) =>
    weight > 1 ? `  - [${name}, ${weight}]` : `  - [${name}]`,
  )
  return {
    '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\n',
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nmastodon:x:990:990::/home/mastodon:/bin/bash\n',
    '/proc/meminfo': `MemTotal: ${kib} kB\nMemFree: ${Math.round(kib / 3)} kB\nMemAvailable: ${Math.round(kib / 2)} kB\n`,
    '/proc/self/cgroup': '0::/\n',
    '/run/systemd/system/.keep': '',
    '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2': '',
    [`${home}/lib/mastodon/version.rb`]: `module Mastodon\n  module Version\n    module_function\n\n    def major\n      ${major}\n    end\n\n    def minor\n      ${minor}\n    end\n\n    def patch\n      ${patch}\n    end\n  end\nend\n`,
    [`${home}/config/sidekiq.yml`]: `---\n:concurrency: 5\n:queues:\n${queues.join('\n')}\n`,
    [`${home}/.env.production`]:
      'DB_HOST=/var/run/postgresql\nDB_NAME=mastodon_production\nDB_USER=mastodon\nREDIS_HOST=localhost\n',
    ...Object.fromEntries(
      Object.entries(unitsOf(world)).map(([name, text]) => [`${unitDirectory}/${name}`, text]),
    ),
  }
}

/** The units that enabling linked on a practice server. */
export function practiceUnits(world: PracticeWorld): readonly string[] {
  return world.layout === 'stock'
    ? ['mastodon-web.service', 'mastodon-sidekiq.service', 'mastodon-streaming.service']
    : []
}
