import type { TestServer } from './server.js'

/** The process id of the mastodon-tune that changes, or last changed, this server. */
export async function holder(server: TestServer): Promise<string> {
  const { stdout } = await server.run(['cat', '/run/mastodon-tune.lock'])
  return /^process (\d+)/.exec(stdout)?.[1] ?? ''
}
