import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askHttp } from '../../src/host/http.js'

let seen: IncomingHttpHeaders = {}
const server = createServer((request, response) => {
  seen = request.headers
  if (request.url === '/dies') request.socket.destroy()
  else response.writeHead(Number(request.url?.slice(1))).end('x'.repeat(100_000))
})
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => server.close())
const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`

test.each([200, 301, 503])('status %d', async (status) => {
  expect(await askHttp(url(`/${status}`))).toBe(status)
  expect(seen).toMatchObject({ host: 'localhost', 'x-forwarded-proto': 'https' })
})

test('0 where nobody answers', async () => {
  expect(await askHttp(url('/dies'))).toBe(0)
  expect(await askHttp('http://127.0.0.1:1/')).toBe(0)
})

test('an address that is none', async () => {
  await expect(askHttp('http://:x/')).rejects.toThrow("http://:x/ can't be asked")
})
