import { expect, test } from 'vitest'
import type { InstalledUnit } from '../../src/known/units.js'
import { webAddress } from '../../src/units/web-address.js'
import { aServer, emptyState } from '../support/a-server.js'
import { aUnit } from '../support/a-unit.js'

const at = (environment: Readonly<Record<string, string>>) =>
  aServer({ units: [aUnit({ unit: 'mastodon-web.service', environment })] })

test.each([
  [{}, 'PORT=3000', '127.0.0.1:3000', 'http://127.0.0.1:3000'],
  [{ PORT: '3001', RAILS_ENV: 'production' }, 'PORT=3001', '127.0.0.1:3001', 'http://127.0.0.1:3001'],
  [{ BIND: '0.0.0.0', PORT: '80' }, 'BIND=0.0.0.0 PORT=80', '0.0.0.0:80', 'http://127.0.0.1:80'],
  [{ BIND: '10.0.0.2' }, 'BIND=10.0.0.2 PORT=3000', '10.0.0.2:3000', 'http://10.0.0.2:3000'],
  [{ BIND: 'localhost' }, 'BIND=127.0.0.1 PORT=3000', '127.0.0.1:3000', 'http://127.0.0.1:3000'],
  [{ BIND: '[::1]' }, 'BIND=[::1] PORT=3000', '[::1]:3000', 'http://[::1]:3000'],
  [{ BIND: '::' }, 'BIND=[::] PORT=3000', '[::]:3000', 'http://[::1]:3000'],
  [
    { BIND: '[2001:DB8:0:0::1]' },
    'BIND=[2001:db8::1] PORT=3000',
    '[2001:db8::1]:3000',
    'http://[2001:db8::1]:3000',
  ],
  [{ BIND: '::ffff:127.0.0.1' }, 'BIND=[::ffff:7f00:1] PORT=3000', null, 'http://[::ffff:7f00:1]:3000'],
  [{ BIND: 'web.internal' }, 'BIND=web.internal PORT=3000', null, 'http://web.internal:3000'],
  [{ SOCKET: '/run/mastodon/web.sock', PORT: '3001' }, 'SOCKET=/run/mastodon/web.sock', null, null],
  // What does not look right is not carried into a unit.
  [
    { BIND: '1.2.3.4"\nExecStart=/bin/sh', PORT: '70000', SOCKET: '../x' },
    'PORT=3000',
    '127.0.0.1:3000',
    'http://127.0.0.1:3000',
  ],
  [{ BIND: '', PORT: '0', SOCKET: '/a b' }, 'PORT=3000', '127.0.0.1:3000', 'http://127.0.0.1:3000'],
])('%j', (environment, variables, listen, url) => {
  const found = webAddress(at(environment as Record<string, string>))
  expect(found.variables.map((pair) => pair.join('=')).join(' ')).toBe(variables)
  expect(found).toMatchObject({ listen, url })
})

test('what a drop-in may say is not written in another way: it would win, and Puma not know the socket', () => {
  const unit = (BIND: string) =>
    aUnit({ unit: 'mastodon-web.service', environment: { BIND }, dropIns: ['/etc/own.conf'] })
  const found = (BIND: string) => webAddress(aServer({ units: [unit(BIND)] }))
  expect(found('localhost')).toMatchObject({
    variables: [
      ['BIND', 'localhost'],
      ['PORT', '3000'],
    ],
    listen: null,
    url: 'http://127.0.0.1:3000',
  })
  expect(found('[0:0::1]')).toMatchObject({
    variables: [
      ['BIND', '[0:0::1]'],
      ['PORT', '3000'],
    ],
    listen: null,
  })
  expect(found('0.0.0.0').listen).toBe('0.0.0.0:3000')
})

test('mastodon-web.service counts, or else what runs Puma', () => {
  const own = aUnit({ unit: 'mastodon-puma.service', environment: { PORT: '3005' } })
  const state = { ...emptyState, roles: { [own.unit]: { kind: 'web', claims: [] } } } as const
  const portWith = (...units: readonly InstalledUnit[]) => webAddress(aServer({ state, units })).port
  expect(portWith(own)).toBe(3005)
  expect(portWith({ ...own, active: false })).toBe(3000)
  expect(portWith(own, aUnit({ unit: 'mastodon-web.service', environment: { PORT: '3002' } }))).toBe(3002)
})
