import { expect, test } from 'vitest'
import { gatherFacts } from '../../src/facts/gather.js'
import { readPgbouncer } from '../../src/facts/pgbouncer.js'
import { practiceHost } from '../../src/practice/host.js'
import { tinyHost } from '../support/tiny-host.js'

const file = '/etc/pgbouncer/pgbouncer.ini'
const clients = (text: string, port = 6432) => readPgbouncer(tinyHost({ [file]: text }), { port })

test.each([
  [
    '[databases]\nmax_client_conn = 7\n\n[pgbouncer]\nlisten_port = 6432\nmax_client_conn = 400\n[users]\nmax_client_conn = 9\n',
    400,
  ],
  ['[pgbouncer]\r\nmax_client_conn=250\r\n', 250],
  ['[pgbouncer]\n;max_client_conn = 400\n# max_client_conn = 300\n', 100],
  ['[pgbouncer]\nmax_client_conn = 200\nmax_client_conn = 300\n', 300],
  ['[pgbouncer]\nmax_client_conn = many\n', undefined],
  ['[pgbouncer]\nlisten_port = 6543\nmax_client_conn = 400\n', undefined],
  ['[pgbouncer]\nmax_client_conn = 400\n%include /etc/pgbouncer/more.ini\n', undefined],
  ['[databases]\n', undefined],
  ['', undefined],
])('%j: %s', async (text, expected) => {
  expect(await clients(text)).toBe(expected)
})

test('no file, or another port: not known', async () => {
  expect(await readPgbouncer(tinyHost({}), { port: 6432 })).toBeUndefined()
  expect(await clients('[pgbouncer]\nmax_client_conn = 400\n', 5432)).toBeUndefined()
})

test('only a PgBouncer on this server is asked', async () => {
  const clientsBehind = async (databaseHost: string) => {
    const host = practiceHost()
    await host.write('/home/mastodon/live/.env.production', `DB_HOST=${databaseHost}\nDB_PORT=6432\n`, 0o600)
    await host.write(file, '[pgbouncer]\nmax_client_conn = 400\n', 0o640)
    return (await gatherFacts(host)).facts.settings.pgbouncerClients
  }
  expect([await clientsBehind('127.0.0.1'), await clientsBehind('db.example')]).toEqual([400, undefined])
})
