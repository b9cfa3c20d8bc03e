import { cleanup, render } from 'ink-testing-library'
import { afterEach, expect, it, vi } from 'vitest'
import { type Canvas, canvasOf } from '../../components/parts/canvas.js'
import { Status, unwatched, type Watched, watched } from '../../components/status.js'
import { clean, lookOf } from '../../components/terminal/symbols.js'
import { runWatch, Watch } from '../../components/watch.js'
import type { Facts } from '../../src/known/facts.js'
import type { Key } from '../../src/wizard/key.js'
import { intentOf } from '../../src/wizard/pressing.js'
import { aDetailedLoad, aProcess, aQueue, pushBehind } from '../support/a-detailed-load.js'
import { aServer } from '../support/a-server.js'
import { tty } from '../support/tty.js'

afterEach(cleanup)
const utf8 = lookOf({ LANG: 'C.UTF-8' })
const plain = lookOf({ LANG: 'C', NO_COLOR: '1' })
const behind = aServer({ load: pushBehind })
const seen = (...all: readonly Facts[]) =>
  all.reduce((now: Watched, facts) => watched(now, { type: 'seen', facts }), unwatched)
const pressed = (now: Watched, key: Key, canvas: Canvas) => {
  const intent = intentOf(['status'], key)
  return intent === undefined ? now : watched(now, { type: 'intent', intent, canvas })
}
const draw = (now: Watched, columns: number, rows: number, look = utf8) =>
  render(
    <Status watched={now} canvas={canvasOf({ columns, rows }, look, false, 'social.example')} />,
  ).lastFrame() ?? ''
const silent = aServer({ maxConnections: null })

it.each([
  [80, 24],
  [40, 15],
  [200, 60],
  [30, 8],
])('fits %i×%i with a row to spare, in UTF-8 and in ASCII, whatever was seen', (columns, rows) => {
  for (const now of [unwatched, seen(behind), seen(behind, behind, silent), seen(silent)]) {
    for (const look of [utf8, plain]) {
      const lines = draw(now, columns, rows, look).split('\n')
      expect(lines.length).toBeLessThan(rows)
      expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns)
    }
    expect(draw(now, columns, rows, plain)).toMatch(/^[\n\u0020-\u007e]*$/)
  }
})

it('shows the queue that needs help first on top, with how it was lately', () => {
  const [, , head, first] = draw(seen(behind, behind), 80, 24).split('\n')
  expect(head).toContain('Oldest lately')
  expect(first).toMatch(/^ {3}push .*5m 40s +██$/)
  expect(draw(seen(behind, behind), 40, 15)).toContain('push')
})

it('says that Redis is away, and goes on with its lines when it is back', () => {
  const away: Facts = { ...behind, evidence: { unknown: 'Redis did not answer within 3 s' } }
  expect(draw(seen(behind, away), 80, 24)).toContain('Redis did not answer within 3 s')
  expect(draw(seen(behind, away, behind), 80, 24)).toContain('██')
})

it('scrolls to the last line and no further, and says that more follows', () => {
  const processes = Array.from({ length: 30 }, (_, at) =>
    aProcess({ unit: `mastodon-sidekiq-01-q${at}@5.service`, pid: at }),
  )
  const canvas = canvasOf({ columns: 80, rows: 24 }, utf8, false, '')
  let now = seen(aServer({ load: aDetailedLoad([aQueue()], processes) }))
  expect(draw(now, 80, 24)).toMatch(/… \d+ more lines below/)
  for (let at = 0; at < 9; at++) now = pressed(now, 'pagedown', canvas)
  expect(draw(now, 80, 24)).toContain('No unit of Mastodon')
  for (let at = 0; at < 9; at++) now = pressed(now, 'pageup', canvas)
  expect(now.top).toBe(0)
})

it('lets no control character of a queue name through', () => {
  const facts = aServer({ load: aDetailedLoad([aQueue({ name: 'a\u001b[31mb\u009bc\nd\u202ee' })]) })
  expect(draw(seen(facts), 80, 24)).toContain('a\\x1b[31mb\\x9bc\\nd\\u202ee')
  expect(clean('\u001b]0;x\u0007\u009b', utf8)).toBe('\\x1b]0;x\\x07\\x9b')
})

it.each(['q', '\u0003', '\u001b'])('leaves on %j and stops looking', async (key) => {
  const onOver = vi.fn()
  let stopped: AbortSignal | undefined
  const follow = async (tell: (facts: Facts) => void, signal: AbortSignal) => {
    stopped = signal
    tell(behind)
  }
  const app = render(
    <Watch
      {...{ follow, look: utf8, practice: false, hostname: 'social.example', onOver }}
      size={{ columns: 80, rows: 24 }}
    />,
  )
  await vi.waitFor(() => expect(app.lastFrame()).toContain('12 480'))
  app.stdin.write(key)
  await vi.waitFor(() => expect(onOver).toHaveBeenCalledWith())
  expect(app.lastFrame()).toBe('')
  app.unmount()
  expect(stopped?.aborted).toBe(true)
})

it('gives the terminal back on a signal, and when the first look fails', async () => {
  for (const fails of [false, true]) {
    const { stdin, stdout, raw } = tty(0, 0)
    const stop = new AbortController()
    const follow = async (tell: (facts: Facts) => void) => {
      if (fails) throw new Error('No Mastodon was found.')
      tell(behind)
      stop.abort()
    }
    const end = runWatch({
      ...{ follow, practice: true, hostname: '', env: { LANG: 'C.UTF-8' }, signal: stop.signal },
      ...{ stdin, stdout },
    })
    if (fails) await expect(end).rejects.toThrow('No Mastodon')
    else await end
    expect(raw.at(-1)).toBe(false)
  }
})
