import fc from 'fast-check'
import { cleanup, render } from 'ink-testing-library'
import { afterEach, expect, it } from 'vitest'
import { canvasOf } from '../../components/parts/canvas.js'
import { Screen } from '../../components/screens/screen.js'
import { splashFrame } from '../../components/splash.js'
import { lookOf } from '../../components/terminal/symbols.js'
import { beginning } from '../../src/wizard.js'
import { rules } from '../support/pretend-wizard.js'
import { tries } from '../support/runs.js'

afterEach(cleanup)

const plain = (frame: string) => frame.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')

it('is, sign by sign, what Ink draws of the first screen', () => {
  // The pretended terminal of Ink's has 100 columns.
  const sizes = fc.record({
    columns: fc.integer({ min: 40, max: 100 }),
    rows: fc.integer({ min: 15, max: 60 }),
  })
  const looks = fc.constantFrom(
    lookOf({ LANG: 'C.UTF-8' }),
    lookOf({ LANG: 'C' }),
    lookOf({ LANG: 'C.UTF-8', NO_COLOR: '1' }),
  )
  fc.assert(
    fc.property(
      sizes,
      looks,
      fc.boolean(),
      fc.constantFrom('social.example', '', 'x'.repeat(70)),
      (size, look, practice, server) => {
        const screen = (
          <Screen rules={rules()} wizard={beginning} canvas={canvasOf(size, look, practice, server)} />
        )
        const opening = splashFrame(size, look, practice, server)
        expect(plain(opening)).toBe(plain(render(screen).lastFrame() ?? ''))
        expect(opening.includes('\u001b')).toBe(look.colour)
      },
    ),
    tries('the opening', { some: 40, all: 400 }),
  )
})

it('says nothing where the terminal is too small', () => {
  expect(splashFrame({ columns: 39, rows: 24 }, lookOf({}), true, '')).toBe('')
})
