import { describe, expect, it } from 'vitest'
import type { DiffLine } from '../../src/review.js'
import type { Key } from '../../src/wizard/key.js'
import type { Reviewing } from '../../src/wizard/types.js'
import { atChoice, atForm, atReview, found, pressed as press } from '../support/driven-wizard.js'
import { keys } from '../support/pretend-wizard.js'

describe('the list of steps', () => {
  it.each([
    ['what was found', found, 0],
    ['the first step', atForm, 1],
    ['the second', atChoice, 2],
    ['the review', atReview, 3],
  ])('begins at %s', (_, from, steps) => expect(press(from, keys('s'))).toMatchObject({ overlay: { steps } }))

  it('leads anywhere by arrows or a digit, and keeps every answer', () => {
    const edited = press(atForm, keys('9', 'enter'))
    const review = press(edited, keys('s', 'down', 'down', 'down', 'enter'))
    expect(review).toMatchObject({ phase: 'reviewing', answers: { cores: 9 }, overlay: null })
    expect(press(review, keys('s', '1'))).toMatchObject({
      phase: 'asking',
      at: 0,
      answers: { cores: 9 },
      overlay: null,
    })
    expect(press(review, keys('s', 'up', 'up', 'up', 'up', 'up', 'enter'))).toMatchObject({
      phase: 'found',
      answers: { cores: 9 },
    })
    expect(press(review, keys('s', '3'))).toMatchObject({ phase: 'reviewing' })
  })

  it('is left by any other key, and Ctrl-C means there what it means elsewhere', () => {
    expect(press(atForm, keys('s', '4'))).toMatchObject({ phase: 'asking', at: 0, overlay: null })
    expect(press(atForm, keys('s', 'escape'))).toMatchObject({ phase: 'asking', at: 0, overlay: null })
    expect(press(atForm, keys('s', 'ctrl-c'))).toMatchObject({ phase: 'finished', exitCode: 130 })
    expect(press(atForm, keys('9', 's', 'ctrl-c'))).toMatchObject({ overlay: 'leaving' })
  })

  it("is not opened over a text that can't be taken", () => {
    expect(press(atForm, keys('0', 's'))).toMatchObject({ typed: '0', overlay: null })
  })
})

describe('a search in the review', () => {
  const diff = (file: number): readonly DiffLine[] =>
    ['[Unit]', `File ${file}`, 'Stop=60', 'x', 'y', 'STOP=15'].map((text) => ({ mark: ' ', text }))
  const { review } = atReview
  // Two rows of a file are in sight.
  const shown: Reviewing = {
    ...atReview,
    review: { ...review, files: review.files.map((file, at) => ({ ...file, diff: diff(at) })) },
    viewport: { width: 80, height: 5, ascii: false },
  }
  const search = (from: Reviewing, ...all: readonly (Key | string)[]) =>
    press(from, keys(...all)) as Reviewing
  const files = search(shown, 'tab')
  const typed = (text: string) => [...text]

  it('goes from place to place, through all files and round, whatever the capitals', () => {
    const first = search(files, '/', ...typed('stop'), 'enter')
    expect([first.file, first.search?.row, first.scroll]).toEqual([0, 2, 0])
    const visited = Array.from({ length: 6 }, (_, times) => search(first, ...typed('n'.repeat(times + 1))))
    expect(visited.map(({ file, search: at }) => [file, at?.row])).toEqual([
      [0, 5],
      [1, 2],
      [1, 5],
      [2, 2],
      [2, 5],
      [0, 2],
    ])
    expect(visited[0]?.scroll).toBe(3)
    const back = search(first, 'N')
    expect([back.file, back.search?.row]).toEqual([2, 5])
  })

  it('says what was not found, and begins at the rows in sight', () => {
    expect(search(files, '/', ...typed('nowhere'), 'enter').notice).toBe(
      '“nowhere” was not found in this view.',
    )
    expect(search(files, 'pagedown', '/', ...typed('stop'), 'enter').search?.row).toBe(5)
  })

  it('keeps its text to itself while it is typed: y applies nothing', () => {
    const typing = search(files, '/', ...typed('yqsw'))
    expect(typing).toMatchObject({
      phase: 'reviewing',
      search: { text: 'yqsw', typing: true },
      saving: false,
    })
    expect(search(typing, 'backspace')).toMatchObject({ search: { text: 'yqs' } })
    expect(search(typing, 'escape')).toMatchObject({ phase: 'reviewing', search: null })
    expect(search(typing, 'ctrl-c')).toMatchObject({ phase: 'finished', exitCode: 130 })
  })

  it('ends with escape; the next one goes back a step', () => {
    const found = search(files, '/', ...typed('stop'), 'enter')
    expect(search(found, 'escape')).toMatchObject({ phase: 'reviewing', search: null })
    expect(search(found, 'escape', 'escape')).toMatchObject({ phase: 'asking' })
    expect(search(found, 'tab')).toMatchObject({ tab: 'links', search: { text: 'stop', row: null } })
  })
})
