import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { askRedis } from '../../src/host/redis.js'

/** A server on this machine that does something with each connection; its port. */
async function listen(onConnect: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnect(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const at = (port: number) => ({ url: `redis://127.0.0.1:${port}`, prefix: '' })

test('all commands go out before the first answer comes back', async () => {
  const most = 60
  const port = await listen((socket) => {
    let seen = ''
    socket.on('data', (bytes) => {
      seen += bytes.toString()
      const commands = seen.match(/\*2\r\n\$4\r\nLLEN/g)?.length ?? 0
      if (commands === most) socket.write(Array.from({ length: most }, (_, nth) => `:${nth}\r\n`).join(''))
    })
  })
  const commands = Array.from({ length: most }, (_, nth) => ['LLEN', `queue:${nth}`])
  expect(await askRedis(at(port), commands)).toEqual(commands.map((_, nth) => nth))
})

test('a key of another kind answers null, any other refusal is a sentence without the words of Redis', async () => {
  const answering = (answer: string) => listen((socket) => socket.on('data', () => socket.write(answer)))
  const wrong = await answering('-WRONGTYPE Operation against a key holding the wrong kind of value\r\n')
  expect(await askRedis(at(wrong), [['LLEN', 'x']])).toEqual([null])
  const refused = await answering('-NOPERM this user has no permissions, planted-word\r\n')
  await expect(askRedis(at(refused), [['LLEN', 'x']])).rejects.toThrow(
    /^Redis refuses the user or password of \.env\.production \(NOPERM\)$/,
  )
})

test.each([
  [
    'HTTP',
    (socket: Socket) => void socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'something else listens',
  ],
  ['SSH', (socket: Socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n'), 'something else listens'],
  ['nothing, and closes', (socket: Socket) => void socket.end(), 'the connection was closed'],
])('what answers %s is not Redis', async (_, onConnect, words) => {
  await expect(askRedis(at(await listen(onConnect)), [['PING']])).rejects.toThrow(words)
})

test.each([
  ['redis://127.0.0.1:1', {}, 'nothing listens'],
  ['unix:///nowhere/redis.sock', {}, 'nothing listens'],
  ['unix:/nowhere/redis.sock', {}, 'nothing listens'],
  ['localhost:6379', {}, "can't be understood"],
  [
    'redis://m/0',
    { sentinels: { hosts: [{ host: '127.0.0.1', port: 1 }], name: 'm' } },
    'no Sentinel of .env.production answers',
  ],
])('%s', async (url, more, words) => {
  await expect(askRedis({ url, prefix: '', ...more }, [['PING']])).rejects.toThrow(words)
})

test('Sentinel tells where the master is', async () => {
  const master = await listen((socket) => socket.on('data', () => socket.write('+PONG\r\n')))
  const sentinel = await listen((socket) => {
    const digits = String(master)
    socket.on('data', () => socket.write(`*2\r\n$9\r\n127.0.0.1\r\n$${digits.length}\r\n${digits}\r\n`))
  })
  const hosts = [
    { host: '127.0.0.1', port: 1 },
    { host: '127.0.0.1', port: sentinel },
  ]
  expect(
    await askRedis({ url: 'redis://m/0', prefix: '', sentinels: { hosts, name: 'm' } }, [['PING']]),
  ).toEqual(['PONG'])
})
