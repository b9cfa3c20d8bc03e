import { expect, test } from 'vitest'
import { gatherFacts } from '../../src/facts/gather.js'
import { type PracticeHost, practiceHost } from '../../src/practice/host.js'

const directory = '/etc/systemd/system'
const secret = 'redis://:hush@10.0.0.9:6380/2'

async function told(host: PracticeHost) {
  await host.run(['systemctl', 'daemon-reload'])
  const gathered = await gatherFacts(host)
  expect(JSON.stringify(gathered.facts.settings)).not.toContain('hush')
  expect(JSON.stringify(gathered.facts.unitFiles)).not.toContain('hush')
  return { url: gathered.access.redis?.url, here: gathered.facts.settings.redisHere }
}

test('Sidekiq’s Redis is the one that its unit names', async () => {
  const host = practiceHost()
  await host.write(
    `${directory}/mastodon-web.service.d/a.conf`,
    '[Service]\nEnvironment=SIDEKIQ_REDIS_URL=redis://web\n',
    0o644,
  )
  expect(await told(host)).toEqual({ url: 'redis://localhost:6379/0', here: true })
  await host.write(
    `${directory}/mastodon-sidekiq.service.d/a.conf`,
    `[Service]\nEnvironment=SIDEKIQ_REDIS_URL=${secret}\n`,
    0o644,
  )
  expect(await told(host)).toEqual({ url: secret, here: false })
})

test('a file that the unit names wins over its Environment=, the last one most', async () => {
  const host = practiceHost()
  const lines = [
    'Environment=REDIS_URL=redis://unit',
    'EnvironmentFile=/etc/default/a',
    'EnvironmentFile=-/etc/default/b',
  ]
  await host.write(
    `${directory}/mastodon-sidekiq.service.d/a.conf`,
    `[Service]\n${lines.join('\n')}\n`,
    0o644,
  )
  expect((await told(host)).url).toBe('redis://unit')
  await host.write('/etc/default/a', 'REDIS_URL=redis://a\n', 0o600)
  expect((await told(host)).url).toBe('redis://a')
  await host.write('/etc/default/b', `# Sidekiq's own\nREDIS_URL="${secret}"\n`, 0o600)
  expect((await told(host)).url).toBe(secret)
})

test('of two units the one that runs counts', async () => {
  const host = practiceHost()
  const text = (url: string) =>
    `[Service]\nEnvironment=REDIS_URL=${url}\nExecStart=/usr/bin/bundle exec sidekiq -q push\n`
  await host.write(`${directory}/mastodon-sidekiq-a.service`, text('redis://idle'), 0o644)
  await host.write(`${directory}/mastodon-sidekiq-b.service`, text('redis://runs'), 0o644)
  await host.run(['systemctl', 'daemon-reload'])
  await host.run(['systemctl', 'stop', 'mastodon-sidekiq.service'])
  await host.run(['systemctl', 'start', 'mastodon-sidekiq-b.service'])
  expect((await told(host)).url).toBe('redis://runs')
})
