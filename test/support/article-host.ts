import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { practiceHost } from '../../src/practice/host.js'

const folder = join(import.meta.dirname, '../server/units/article')
const template = 'mastodon-sidekiq-QUEUE@.service'

/** Sidekiq units by the text in QUEUE's place, with their threads: push has two processes of different sizes, as in the article. */
const instances = {
  default: 25,
  ingress: 10,
  mailers: 5,
  pull: 15,
  push: 40,
  '2-push': 10,
  scheduler: 5,
} as const

/** A practice server in the article's layout, all of it enabled and running. */
export async function articleHost() {
  const host = practiceHost({ layout: 'nothing' })
  const copy = (name: string, to = name) =>
    host.write(`/lib/systemd/system/${to}`, readFileSync(join(folder, name), 'utf8'), 0o644)
  for (const name of ['mastodon.target', 'mastodon-web.service', 'mastodon-streaming.service'])
    await copy(name)
  for (const name of Object.keys(instances)) await copy(template, template.replace('QUEUE', name))
  const sidekiq = Object.entries(instances).map(
    ([name, threads]) => `mastodon-sidekiq-${name}@${threads}.service`,
  )
  await host.run(['systemctl', 'daemon-reload'])
  for (const verb of ['enable', 'start'] as const) {
    await host.run(['systemctl', verb, 'mastodon-web.service', 'mastodon-streaming.service', ...sidekiq])
  }
  return host
}
