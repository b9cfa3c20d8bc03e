import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { talkTo } from '../support/talk.js'
import { whyNoServer } from './can.js'
import { bootPacked } from './program.js'
import type { Layout, TestServer } from './server.js'
import { serves } from './serves.js'

const why = whyNoServer()
if (why !== undefined) console.log(`Not run on a real systemd: ${why}.`)

describe.skipIf(why !== undefined).each<Layout>(['nothing', 'stock'])(
  'a server with %s of Mastodon running, set up by reading lines and writing answers',
  (layout) => {
    let server: TestServer
    beforeAll(async () => {
      server = await bootPacked(layout)
    })
    afterAll(() => server?.stop())

    test('from what was found to done', async () => {
      const wizard = talkTo([...server.enter, 'mastodon-tune', '--plain'])
      expect(await wizard.prompt(30_000)).toContain('What I found.')
      expect((await wizard.answer('')).at(-1)).toMatch(/^Cores \[\d+\]:$/)
      expect((await wizard.answer('0'))[0]).toMatch(
        /^Cores can't be "0": give a whole number from 1 to \d+\.$/,
      )
      expect((await wizard.answer('')).at(-1)).toMatch(/^Memory \[.*\]:$/)
      expect((await wizard.answer('')).at(-1)).toMatch(/^Workers \[\d+\]:$/)
      expect((await wizard.answer('1')).at(-1)).toMatch(/^Threads in each \[\d+\]:$/)
      expect((await wizard.answer('3')).at(-1)).toMatch(/^Processes \[\d+\]:$/)
      expect((await wizard.answer('')).at(-1)).toMatch(/^Sidekiq layout, 1 to 3 \[\d\]:$/)
      expect((await wizard.answer('back')).at(-1)).toMatch(/^Processes \[\d+\]:$/)
      expect((await wizard.answer('')).at(-1)).toMatch(/^Sidekiq layout, 1 to 3 \[\d\]:$/)
      expect((await wizard.answer('2')).at(-1)).toMatch(/^mail \[1x\d+\]:$/)
      expect((await wizard.answer('2')).at(-1)).toMatch(/^rest \[.*\]:$/)
      expect((await wizard.answer('2x4')).at(-1)).toMatch(/^Sandbox, 1 to 3 \[\d\]:$/)
      const review = await wizard.answer('')
      const changes = [/^mail: .*\b1 process of 2 threads\.$/, /^rest: .*\b2 processes of 4 threads\.$/]
      expect(review).toEqual(expect.arrayContaining(changes.map((each) => expect.stringMatching(each))))
      wizard.type('apply')
      await wizard.line(/^Done in /, 200_000)
      expect(await wizard.exited).toBe(0)
      expect(wizard.said()).toMatch(/^[\n\x20-\x7e\u00a0-\uffff]*$/)
      await serves(server)
      expect((await server.run(['mastodon-tune', 'plan'])).status).toBe(0)
    })
  },
)
