import { expect, test } from 'vitest'
import { awaitWorking } from '../../src/apply/await.js'
import type { Host } from '../../src/host/host.js'
import { practiceHost } from '../../src/practice/host.js'
import type { Role } from '../../src/state.js'

const unit = 'mastodon-web.service'
const web: Role = { kind: 'web', claims: [], url: 'http://127.0.0.1:3000' }

test('web works once it answers', async () => {
  const host = practiceHost()
  const asked: string[] = []
  const statuses = [0, 0, 503]
  await awaitWorking(
    { host: { ...host, askHttp: async (url) => statuses[asked.push(url) - 1] ?? 0 } },
    unit,
    web,
  )
  expect(asked).toEqual(Array(3).fill('http://127.0.0.1:3000/health'))
})

test('web that never answers', async () => {
  const host = practiceHost()
  const silent: Host = { ...host, askHttp: async () => 0 }
  await expect(awaitWorking({ host: silent }, unit, web)).rejects.toThrow(
    'mastodon-web.service runs, but did not answer at http://127.0.0.1:3000 within 180 s.',
  )
  expect(host.now()).toBeGreaterThan(180)
})

test('web that dies while it boots is not waited for', async () => {
  const host = practiceHost()
  const dying: Host = {
    ...host,
    askHttp: async () => {
      host.systemd.run(['systemctl', 'restart', unit])
      return 0
    },
  }
  await expect(awaitWorking({ host: dying }, unit, web)).rejects.toThrow('does not stay up')
  expect(host.now()).toBeLessThan(10)
})

test('a socket that stands only while web does is not looked at', async () => {
  await awaitWorking({ host: practiceHost() }, 'mastodon-web.socket', {
    kind: 'socket',
    claims: ['port 3000'],
  })
})
