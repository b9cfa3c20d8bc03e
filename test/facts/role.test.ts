import { expect, test } from 'vitest'
import { roleOf } from '../../src/facts/role.js'
import { observe } from '../../src/facts/state.js'
import { installedUnits, parseShown } from '../../src/facts/units.js'
import { tinyHost } from '../support/tiny-host.js'

const all = ['default', 'push', 'scheduler']
const bundle = '/home/mastodon/.rbenv/shims/bundle'

test.each([
  [
    'mastodon-sidekiq.service',
    `${bundle} exec sidekiq -c 25`,
    {},
    'simple',
    { kind: 'sidekiq', claims: ['scheduler'], queues: all, threads: 25 },
  ],
  [
    'mastodon-sidekiq.service',
    `${bundle} exec sidekiq`,
    {},
    'simple',
    { kind: 'sidekiq', claims: ['scheduler'], queues: all, threads: 5 },
  ],
  [
    'mastodon-x.service',
    `${bundle} exec sidekiq -c 10 -q push,2 --queue=pull -q push`,
    {},
    'simple',
    { kind: 'sidekiq', claims: [], queues: ['push', 'pull'], threads: 10 },
  ],
  [
    'mastodon-x.service',
    `${bundle} exec sidekiq -c \${N} -qscheduler`,
    { N: '3' },
    'simple',
    { kind: 'sidekiq', claims: ['scheduler'], queues: ['scheduler'], threads: 3 },
  ],
  [
    'mastodon-x@.service',
    `${bundle} exec sidekiq -c %i -q push`,
    {},
    'simple',
    { kind: 'sidekiq', claims: [], queues: ['push'] },
  ],
  [
    'mastodon-web.service',
    `${bundle} exec puma -C config/puma.rb`,
    { PORT: '3000' },
    'simple',
    { kind: 'web', claims: ['port 3000'], threads: 10, workers: 2 },
  ],
  [
    'mastodon-web.service',
    `${bundle} exec puma -C config/puma.rb`,
    { WEB_CONCURRENCY: '0', MAX_THREADS: '7', PORT: '3001' },
    'simple',
    { kind: 'web', claims: ['port 3001'], threads: 7, workers: 0 },
  ],
  [
    'mastodon-web.service',
    `${bundle} exec rails s`,
    { SOCKET: '/run/x' },
    'simple',
    { kind: 'web', claims: [], threads: 10, workers: 2 },
  ],
  [
    'mastodon-streaming.service',
    '/usr/bin/node ./streaming',
    {},
    'simple',
    { kind: 'streaming', claims: ['port 4000'] },
  ],
  [
    'mastodon-streaming@4001.service',
    '/usr/bin/node ./streaming/index.js',
    { PORT: '4001' },
    '',
    { kind: 'streaming', claims: ['port 4001'] },
  ],
  [
    'mastodon-streaming.service',
    '/bin/echo "exists only to collectively start and stop"',
    {},
    'oneshot',
    { kind: 'shim', claims: [] },
  ],
  ['mastodon-sidekiq.service', '/bin/true', {}, 'oneshot', { kind: 'shim', claims: [] }],
  ['mastodon.target', '', {}, '', { kind: 'target', claims: [] }],
  ['mastodon-prometheus-exporter.service', `${bundle} exec prometheus_exporter`, {}, 'simple', undefined],
  ['mastodon-media.service', '/home/mastodon/live/bin/tootctl media remove', {}, 'oneshot', undefined],
  ['mastodon-docker.service', '/usr/bin/docker compose up sidekiq streaming', {}, 'simple', undefined],
  ['mastodon-all.target', '', {}, '', undefined],
  ['mastodon-other.socket', '', {}, '', undefined],
  ['mastodon-backup.timer', '', {}, '', undefined],
  ['mastodon-surge-push.timer', '', {}, '', { kind: 'timer', claims: [] }],
  [
    'mastodon-surge-push.service',
    '-systemctl disable mastodon-x.service',
    {},
    'oneshot',
    { kind: 'timer', claims: [] },
  ],
])('%s: %s', (unit, exec, environment, type, role) => {
  expect(roleOf(unit, exec, environment as Record<string, string>, type, all)).toEqual(role)
})

const dir = '/etc/systemd/system'
const files = {
  [`${dir}/mastodon-sidekiq-01-push@.service`]: `[Service]\nUser=mastodon\nWorkingDirectory=/home/mastodon/live\nEnvironment="DB_POOL=%i" A=1\nExecStart=${bundle} exec sidekiq \\\n  -c %i -q %j\nTimeoutStopSec=1min\n`,
  [`${dir}/mastodon-sidekiq-01-push@.service.d/a.conf`]: '[Service]\nEnvironment=A=2\n',
  [`${dir}/mastodon-sidekiq-02-pull@.service`]: `[Service]\nExecStart=${bundle} exec sidekiq -c %i -q %j\n`,
  [`${dir}/mastodon-prometheus-exporter.service`]: `[Service]\nExecStart=${bundle} exec prometheus_exporter\n`,
  [`${dir}/multi-user.target.wants/mastodon-sidekiq-01-push@25.service`]: `→ ${dir}/mastodon-sidekiq-01-push@.service`,
  [`${dir}/multi-user.target.wants/mastodon-prometheus-exporter.service`]: `→ ${dir}/mastodon-prometheus-exporter.service`,
}
const unit = 'mastodon-sidekiq-01-push@25.service'

test('units and state from files alone', async () => {
  const host = tinyHost(files, {}, false)
  const units = await installedUnits(host)
  expect(units.map((each) => each.unit)).toEqual(['mastodon-prometheus-exporter.service', unit])
  expect(units[1]).toMatchObject({
    enabled: true,
    active: false,
    environment: { DB_POOL: '25', A: '2' },
    stopSeconds: 60,
    user: 'mastodon',
  })
  const state = await observe(host)
  expect(Object.keys(state.files)).toEqual([
    `${dir}/mastodon-sidekiq-01-push@.service`,
    `${dir}/mastodon-sidekiq-02-pull@.service`,
  ])
  expect(Object.keys(state.links)).toEqual([`${dir}/multi-user.target.wants/${unit}`])
  expect(state.roles).toEqual({
    [unit]: { kind: 'sidekiq', claims: [], queues: ['push'], threads: 25, stopSeconds: 60 },
  })
})

test('units from systemd', async () => {
  const show = `Type=simple
TimeoutStopUSec=1min 30s
ExecStart={ path=${bundle} ; argv[]=${bundle} exec sidekiq -c 25 -q push ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }
Environment=RAILS_ENV=production "LD_PRELOAD=a b" DB_POOL=25
User=mastodon
WorkingDirectory=/home/mastodon/live
Id=${unit}
LoadState=loaded
ActiveState=activating
FragmentPath=${dir}/mastodon-sidekiq-01-push@.service
DropInPaths=${dir}/a.conf ${dir}/b.conf
EnvironmentFiles=/etc/default/mastodon (ignore_errors=no)
EnvironmentFiles=/etc/default/my own (ignore_errors=yes)
ProtectSystem=no
PrivateMounts=yes

Id=mastodon-gone.service
LoadState=not-found
ActiveState=inactive
`
  const host = tinyHost(files, {
    'systemctl list-unit-files': { stdout: 'mastodon-sidekiq-01-push@.service disabled enabled\n' },
    'systemctl list-units': { stdout: `${unit} loaded activating start Mastodon\n` },
    'systemctl show': { stdout: show },
  })
  expect(await installedUnits(host)).toEqual([
    {
      unit,
      file: `${dir}/mastodon-sidekiq-01-push@.service`,
      dropIns: [`${dir}/a.conf`, `${dir}/b.conf`],
      active: true,
      enabled: true,
      execStart: `${bundle} exec sidekiq -c 25 -q push`,
      environment: { RAILS_ENV: 'production', LD_PRELOAD: 'a b', DB_POOL: '25' },
      stopSeconds: 90,
      sandbox: ['PrivateMounts'],
      type: 'simple',
      user: 'mastodon',
      workingDirectory: '/home/mastodon/live',
      listen: [],
      environmentFiles: ['/etc/default/mastodon', '/etc/default/my own'],
    },
  ])
  expect((await observe(host)).active).toEqual([unit])
})

const socketText =
  '[Socket]\nListenStream=127.0.0.1:3000\nListenStream=[::1]:3001\nListenStream=/run/web.sock\n'
const claims = ['port 3000', 'port 3001']

test('web’s socket is seen, with its file and its link; sockets and timers of others are not', async () => {
  const link = `${dir}/sockets.target.wants/mastodon-web.socket`
  const host = tinyHost(
    {
      [`${dir}/mastodon-web.socket`]: socketText,
      [`${dir}/mastodon-other.socket`]: '[Socket]\nListenStream=5000\n',
      [`${dir}/mastodon-backup.timer`]: '[Timer]\nOnCalendar=daily\n',
      [link]: `→ ${dir}/mastodon-web.socket`,
      [`${dir}/sockets.target.wants/mastodon-other.socket`]: `→ ${dir}/mastodon-other.socket`,
    },
    {},
    false,
  )
  const state = await observe(host)
  expect(state.roles).toEqual({ 'mastodon-web.socket': { kind: 'socket', claims } })
  expect(Object.keys(state.files)).toEqual([`${dir}/mastodon-web.socket`])
  expect(Object.keys(state.links)).toEqual([link])
})

test('web’s socket as systemd tells of it', () => {
  const show = `Listen=127.0.0.1:3000 (Stream)\nListen=[::1]:3001 (Stream)\nListen=/run/web.sock (Stream)\nId=mastodon-web.socket\nLoadState=loaded\nActiveState=active\nSubState=running\n`
  const [unit] = parseShown(show, {})
  expect(unit).toMatchObject({ active: true, listen: ['127.0.0.1:3000', '[::1]:3001', '/run/web.sock'] })
  expect(roleOf('mastodon-web.socket', '', {}, '', [], unit?.listen)).toEqual({ kind: 'socket', claims })
})
