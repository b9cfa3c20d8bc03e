import { describe, expect, test } from 'vitest'
import { postgresAccess, redisAccess } from '../../src/facts/access.js'
import { readEnvironment } from '../../src/facts/env.js'
import { tinyHost } from '../support/tiny-host.js'

const version = (minor: number) => ({ major: 4, minor, patch: 0, text: `4.${minor}.0` })

test.each([
  ['nothing', 6, {}, { url: 'redis://localhost:6379/0', prefix: '' }],
  [
    'parts',
    6,
    { REDIS_HOST: 'r', REDIS_PORT: '7', REDIS_DB: '2', REDIS_PASSWORD: 'p@:/', REDIS_USER: 'u' },
    { url: 'redis://r:7/2', prefix: '', password: 'p@:/', username: 'u' },
  ],
  ['URL wins', 6, { REDIS_HOST: 'r', REDIS_URL: 'rediss://x/1' }, { url: 'rediss://x/1', prefix: '' }],
  [
    'own URL',
    6,
    { REDIS_URL: 'redis://a', SIDEKIQ_REDIS_URL: 'redis://b' },
    { url: 'redis://b', prefix: '' },
  ],
  [
    'own host as a whole',
    6,
    { REDIS_PASSWORD: 'p', REDIS_PORT: '9', SIDEKIQ_REDIS_HOST: 'b' },
    { url: 'redis://b:6379/0', prefix: '' },
  ],
  ['own port alone, new', 6, { SIDEKIQ_REDIS_PORT: '9' }, { url: 'redis://localhost:6379/0', prefix: '' }],
  [
    'own port alone, old',
    2,
    { REDIS_HOST: 'r', SIDEKIQ_REDIS_PORT: '9' },
    { url: 'redis://localhost:9/0', prefix: '' },
  ],
  ['namespace up to 4.3', 3, { REDIS_NAMESPACE: 'm' }, { url: 'redis://localhost:6379/0', prefix: 'm:' }],
  ['namespace gone', 4, { REDIS_NAMESPACE: 'm' }, { url: 'redis://localhost:6379/0', prefix: '' }],
  ['IPv6', 6, { REDIS_HOST: '::1' }, { url: 'redis://[::1]:6379/0', prefix: '' }],
  [
    'Sentinel',
    6,
    { REDIS_SENTINELS: 'a:1, b', REDIS_SENTINEL_MASTER: 'm', REDIS_DB: '3', REDIS_PASSWORD: 'p' },
    {
      url: 'redis://m/3',
      prefix: '',
      password: 'p',
      sentinels: {
        hosts: [
          { host: 'a', port: 1 },
          { host: 'b', port: 26379 },
        ],
        name: 'm',
      },
    },
  ],
  [
    'own Sentinel as a whole',
    3,
    {
      REDIS_HOST: 'r',
      REDIS_SENTINEL_PASSWORD: 'x',
      SIDEKIQ_REDIS_SENTINELS: 'a',
      SIDEKIQ_REDIS_SENTINEL_MASTER: 'm',
      SIDEKIQ_REDIS_SENTINEL_PORT: '9',
      SIDEKIQ_REDIS_SENTINEL_USERNAME: 'u',
      SIDEKIQ_REDIS_SENTINEL_PASSWORD: 'p',
    },
    {
      url: 'redis://m/0',
      prefix: '',
      sentinels: { hosts: [{ host: 'a', port: 9 }], name: 'm', username: 'u', password: 'p' },
    },
  ],
  [
    'URL wins over Sentinel',
    6,
    { REDIS_URL: 'redis://a', REDIS_SENTINELS: 'a', REDIS_SENTINEL_MASTER: 'm' },
    { url: 'redis://a', prefix: '' },
  ],
  [
    'Sentinel without a master',
    6,
    { REDIS_HOST: 'r', REDIS_SENTINELS: 'a' },
    { url: 'redis://r:6379/0', prefix: '' },
  ],
  [
    'own Sentinel without a master',
    6,
    { REDIS_HOST: 'r', SIDEKIQ_REDIS_SENTINELS: 'a' },
    { url: 'redis://r:6379/0', prefix: '' },
  ],
  [
    'Sentinel before 4.3',
    2,
    { REDIS_SENTINELS: 'a', REDIS_SENTINEL_MASTER: 'm' },
    { url: 'redis://localhost:6379/0', prefix: '' },
  ],
])('Redis: %s', (_, minor, values, access) => {
  expect(redisAccess(values as Record<string, string>, version(minor))).toEqual(access)
})

const stock = {
  host: 'localhost',
  port: 5432,
  user: 'mastodon',
  database: 'mastodon_production',
  as: 'masto',
}
test.each([
  ['nothing', {}, stock],
  ['socket', { DB_HOST: '/var/run/postgresql', DB_PASS: '' }, { ...stock, host: '/var/run/postgresql' }],
  ['empty host', { DB_HOST: '' }, { ...stock, host: '/var/run/postgresql' }],
  [
    'URL wins',
    { DB_HOST: 'x', DATABASE_URL: 'postgres://u:p%40@h:6543/d' },
    { host: 'h', port: 6543, user: 'u', database: 'd', password: 'p@', as: 'masto' },
  ],
  [
    'URL over socket',
    { DATABASE_URL: 'postgresql:///d' },
    { ...stock, host: '/var/run/postgresql', database: 'd' },
  ],
  [
    'URL with user over socket',
    { DATABASE_URL: 'postgresql://u@/d?host=/run/pg' },
    { ...stock, host: '/run/pg', user: 'u', database: 'd' },
  ],
  [
    'URL with encoded socket',
    { DATABASE_URL: 'postgres://u@%2Frun%2Fpg/d' },
    { ...stock, host: '/run/pg', user: 'u', database: 'd' },
  ],
  ['broken URL', { DATABASE_URL: 'secret' }, undefined],
])('PostgreSQL: %s', (_, values, access) => {
  expect(postgresAccess(values as Record<string, string>, 'masto')).toEqual(access)
})

describe('settings', () => {
  const home = '/home/mastodon/live'
  const read = (text: string, more = {}) =>
    readEnvironment(tinyHost({ [`${home}/.env.production`]: text, ...more }), {
      home,
      user: 'mastodon',
      version: version(6),
    })

  test.each([
    [
      '',
      {},
      {
        databaseHere: true,
        redisHere: true,
        pgbouncer: false,
        replica: false,
        dbPool: null,
        uploads: null,
        sendmail: false,
      },
    ],
    [
      'DB_HOST=10.0.0.2\nREDIS_HOST=10.0.0.3\nDB_POOL="30"\n',
      {},
      { databaseHere: false, redisHere: false, dbPool: 30 },
    ],
    ['DB_PORT=6432\n', {}, { pgbouncer: true }],
    [
      'PREPARED_STATEMENTS=false\nREPLICA_DB_HOST=x\nSMTP_DELIVERY_METHOD=sendmail\n',
      {},
      { pgbouncer: true, replica: true, sendmail: true },
    ],
    ['PAPERCLIP_ROOT_PATH=/srv/media/\n', {}, { uploads: '/srv/media' }],
    [`PAPERCLIP_ROOT_PATH=${home}/public/system\n`, {}, { uploads: null }],
    [
      'DB_POOL=30\n',
      { [`${home}/.env.production.local`]: 'DB_POOL=40\n', [`${home}/.env`]: 'DB_POOL=1\n' },
      { dbPool: 40 },
    ],
    ['REDIS_URL=unix:///run/redis.sock\n', {}, { redisHere: true }],
  ])('of %j', async (text, more, settings) => {
    expect((await read(text, more)).settings).toMatchObject({ readable: { value: true }, ...settings })
  })

  test.each<[string, Record<string, string>, string, object]>([
    ['REDIS_HOST=a\n', { SIDEKIQ_REDIS_URL: 'redis://b/1' }, 'redis://b/1', { redisHere: false }],
    [
      'SIDEKIQ_REDIS_URL=redis://a\n',
      { SIDEKIQ_REDIS_URL: 'redis://b/1' },
      'redis://b/1',
      { redisHere: false },
    ],
    ['REDIS_URL=redis://a\n', { REDIS_URL: '', REDIS_HOST: 'b' }, 'redis://b:6379/0', { redisHere: false }],
    [
      'DB_POOL=30\n',
      { DB_HOST: '10.0.0.2', DB_PORT: '6432' },
      'redis://localhost:6379/0',
      { databaseHere: false, pgbouncer: true, dbPool: 30 },
    ],
  ])('of %j where the unit of Sidekiq sets %j', async (text, set, url, settings) => {
    const files = tinyHost({ [`${home}/.env.production`]: text })
    const read = await readEnvironment(files, { home, user: 'mastodon', version: version(6) }, set)
    expect(read.redis?.url).toBe(url)
    expect(read.settings).toMatchObject(settings)
  })

  test('without the file, what the unit sets still tells where Redis is', async () => {
    const read = await readEnvironment(
      tinyHost({}),
      { home, user: 'mastodon', version: version(6) },
      { REDIS_HOST: 'b' },
    )
    expect(read.redis?.url).toBe('redis://b:6379/0')
    expect(read.settings.readable).toEqual({ unknown: expect.stringContaining('does not exist') })
  })

  test('keeps no secret', async () => {
    const { settings } = await read('SECRET_KEY_BASE=hush\nDB_PASS=hush\nREDIS_PASSWORD=hush\n')
    expect(JSON.stringify(settings)).not.toContain('hush')
  })

  test('unreadable or missing', async () => {
    const shut = await read('EACCES')
    expect(shut).toEqual({
      settings: expect.objectContaining({
        readable: { unknown: `no permission to read ${home}/.env.production` },
      }),
    })
    const gone = await readEnvironment(tinyHost({}), { home, user: 'mastodon', version: version(6) })
    expect(gone.settings.readable).toEqual({ unknown: expect.stringContaining('does not exist') })
  })
})
