import { expect, test } from 'vitest'
import { isDropInOf } from '../../src/systemd/drop-ins.js'

const unit = 'mastodon-sidekiq-01-push@25.service'

test.each([
  ['mastodon-sidekiq-01-push@25.service', unit, true],
  ['mastodon-sidekiq-01-push@.service', unit, true],
  ['mastodon-sidekiq-01-push@40.service', unit, false],
  ['mastodon-sidekiq-01-@.service', unit, true],
  ['mastodon-sidekiq-.service', unit, true],
  ['mastodon-.service', unit, true],
  ['service', unit, true],
  ['mastodon-sidekiq.service', unit, false],
  ['mastodon-sidekiq-02-.service', unit, false],
  ['mastodon-sidekiq-.target', unit, false],
  ['mastodon-sidekiq-.service', 'mastodon-sidekiq.service', false],
  ['mastodon-.service', 'mastodon-sidekiq.service', true],
  ['mastodon-@.service', 'mastodon-sidekiq.service', false],
])('%s.d holds drop-ins of %s: %s', (folder, of, answer) => {
  expect(isDropInOf(`/etc/systemd/system/${folder}.d/override.conf`, of)).toBe(answer)
  expect(isDropInOf(`/etc/systemd/system/${folder}.d/readme`, of)).toBe(false)
})
