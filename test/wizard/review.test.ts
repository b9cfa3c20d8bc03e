import { describe, expect, it } from 'vitest'
import { HostError } from '../../src/host/host.js'
import { ending } from '../../src/wizard/ending.js'
import { failure } from '../../src/wizard/failure.js'
import { changedWords } from '../../src/wizard/reviewed.js'
import type { Failed, Finished, Reviewing, Wizard } from '../../src/wizard/types.js'
import { beginning, update, wanted } from '../../src/wizard.js'
import { outcomeLines } from '../../src/wording/outcome.js'
import { WrongInput } from '../../src/wrong-input.js'
import { atChoice, atForm, atReview, pressed as press, start } from '../support/driven-wizard.js'
import { facts, keys, noPlan, plan, review, rules } from '../support/pretend-wizard.js'

describe('the review', () => {
  it('applies on y alone', () => {
    expect(press(atReview, ['enter'])).toBe(atReview)
    expect(wanted(press(atReview, keys('y')))).toBe('apply')
  })

  it('refuses errors, and admins who are not root', () => {
    const finding = {
      id: 'x',
      level: 'error',
      text: 'Too many connections.',
      fix: 'Take fewer.',
    } as unknown as (typeof review.findings)[number]
    const bad = rules({ plan, review: { ...review, findings: [finding] } })
    expect(press(press(atChoice, ['enter'], bad), keys('y'), bad)).toMatchObject({
      phase: 'reviewing',
      tab: 'findings',
      notice: expect.stringContaining('Too many'),
    })
    const user: Wizard = { ...atReview, facts: { ...facts, machine: { ...facts.machine, root: false } } }
    expect(press(user, keys('y'))).toMatchObject({
      phase: 'reviewing',
      notice: expect.stringContaining('sudo mastodon-tune'),
    })
  })

  it('walks through files, scrolls within bounds, and cycles its views', () => {
    // Wide enough for every line, and six of them are in sight.
    const viewport = { width: 300, height: 9, ascii: false }
    const atFiles = press(update(rules(), atReview, { type: 'viewport', viewport }), ['tab'])
    expect(press(atFiles, ['pagedown', 'pagedown'])).toMatchObject({ tab: 'files', scroll: 16 })
    expect(press(atFiles, Array(20).fill('pagedown'))).toMatchObject({ scroll: 34 })
    expect(press(atFiles, ['pagedown', 'down'])).toMatchObject({ file: 1, scroll: 0 })
    expect(press(atFiles, Array(9).fill('down'))).toMatchObject({ file: 2 })
    expect(press(atFiles, keys(' ', 'b'))).toMatchObject({ scroll: 0 })
    expect(press(atReview, ['left'])).toMatchObject({ tab: 'findings' })
    expect(press(atReview, Array(5).fill('tab'))).toMatchObject({ tab: 'changes' })
  })

  it('says in words what changes, and all of it where nothing runs yet', () => {
    const more = press(atForm, keys('down', '3', 'enter', 'enter')) as Reviewing
    expect(changedWords(atReview)).toEqual([])
    expect(changedWords(more)).toEqual(['streaming: 1 process → 3 processes'])
    expect(changedWords({ ...more, present: null })).toContain('web: none → 2 workers of 5 threads')
  })

  it('finishes an empty plan with nothing to do', () => {
    const none = rules({ plan: noPlan, review: { ...review, files: [] } })
    const end = press(press(atChoice, ['enter'], none), keys('y'), none)
    expect(end).toMatchObject({
      phase: 'finished',
      outcome: { kind: 'nothing-to-do' },
      exitCode: 0,
      closed: false,
    })
  })
})

describe('applying and the end', () => {
  const applying = press(atReview, keys('y'))
  const end = (outcome: NonNullable<Finished['outcome']>) =>
    update(rules(), applying, { type: 'outcome', outcome }) as Finished

  it('keeps what it is told, and stops on Ctrl-C only', () => {
    const told = update(rules(), applying, {
      type: 'applied-event',
      event: { event: 'putting-back', because: 'x' },
    })
    expect(told).toMatchObject({ events: [{ event: 'putting-back' }] })
    expect(press(applying, keys('q', 'enter', 'escape'))).toBe(applying)
    expect(wanted(press(applying, ['ctrl-c']))).toBe('stop')
  })

  it('has an exit status for every outcome', () => {
    const codes = [
      end({ kind: 'applied', seconds: 1 }),
      end({ kind: 'refused', because: '' }),
      end({ kind: 'rolled-back', because: '' }),
      end({ kind: 'stuck', because: '', left: [] }),
    ].map((each) => each.exitCode)
    expect(codes).toEqual([0, 1, 3, 4])
    expect(press(end({ kind: 'applied', seconds: 1 }), ['enter'])).toMatchObject({ closed: true })
  })

  it('tells what runs, the commands, and what nginx must know', () => {
    const text = ending(end({ kind: 'applied', seconds: 112 })).join('\n')
    expect(text).toContain('Done in 1 min 52 s.')
    expect(text).toContain('2 streaming processes, 1 Sidekiq process (25 threads)')
    expect(text).toContain('systemctl restart mastodon.target')
    expect(text).toContain('server 127.0.0.1:4001 fail_timeout=0;')
    const stuck = ending(
      end({ kind: 'stuck', because: 'No.', back: 'The disk is full.', left: [{ do: 'reload' }] }),
    ).join('\n')
    expect(stuck).toContain('Putting back stopped at: The disk is full.\nIt began with: No.')
    expect(stuck).toContain('systemctl daemon-reload')
  })

  it('says how to undo, and that no job was lost only where each Sidekiq that stopped had finished its jobs', () => {
    const unit = 'mastodon-sidekiq.service'
    const role = { kind: 'sidekiq', claims: [] } as const
    const stops = { do: 'stop', unit, role } as const
    const drained = [{ do: 'drain', unit, seconds: 60, role }, stops] as const
    const text = (actions: typeof plan.actions, undone?: number) =>
      outcomeLines({ kind: 'applied', seconds: 40 }, { ...plan, actions }, {}, undone).join('\n')
    expect(text(drained)).toMatch(
      /^Done in 40 s\. No job was lost\.\n(.*\n)*Put it back +mastodon-tune undo$/m,
    )
    expect(text([stops])).not.toContain('lost')
    expect(text([])).not.toContain('lost')
    expect(text(drained, 2)).toMatch(/^Everything is back as before #2\./)
    expect(text(drained, 2)).not.toMatch(/Done|undo|resize|systemctl restart/)
  })

  it('names a group that the layout has, and in every command of ours the server of this run', () => {
    const running = (...active: readonly string[]): Finished => {
      const { answers } = end({ kind: 'applied', seconds: 1 })
      return {
        ...end({ kind: 'applied', seconds: 1 }),
        answers,
        plan: { ...plan, to: { ...plan.to, active } },
      }
    }
    const split = running('mastodon-sidekiq-01-mail@5.service', 'mastodon-sidekiq-01-rest@25.service')
    const text = ending(split, { root: '/srv/a server', home: '/opt/live' }).join('\n')
    expect(text).toMatch(
      /^Change one size +mastodon-tune resize rest=THREADS --root '\/srv\/a server' --home \/opt\/live$/m,
    )
    for (const command of text.match(/mastodon-tune .*/g) ?? [])
      expect(command).toContain(" --root '/srv/a server'")
    expect(text).not.toContain('systemctl')
    expect(ending(running('mastodon-sidekiq.service')).join('\n')).not.toContain('resize')
    expect(ending(end({ kind: 'rolled-back', because: 'No.' }), { practice: true }).join('\n')).toContain(
      'mastodon-tune --practice',
    )
  })

  it('calls unexpected only what is an error of ours', () => {
    const told = (from: Wizard, error: unknown) => ending(update(rules(), from, failure(error)) as Failed)
    expect(
      told(beginning, new HostError('no permission to read /x: run this as root, with sudo', 'EACCES')),
    ).toEqual(['Nothing was changed.', 'No permission to read /x: run this as root, with sudo.'])
    expect(told(applying, new WrongInput('Another mastodon-tune is at work.'))[0]).toBe(
      'Nothing was changed.',
    )
    expect(told(applying, new HostError('the disk is full', 'ENOSPC'))).toEqual([
      'It went wrong:',
      'The disk is full.',
    ])
    expect(told(beginning, new TypeError('x is not a function'))[0]).toContain('unexpected')
  })

  it('fails in a sentence, and ignores what comes late', () => {
    expect(update(rules(), beginning, failure(new Error('x is not a function')))).toMatchObject({
      phase: 'failed',
      exitCode: 1,
    })
    expect(update(rules(), atForm, failure(new Error('late')))).toBe(atForm)
    expect(update(rules(), atForm, start)).toBe(atForm)
    expect(update(rules(), atForm, { type: 'outcome', outcome: { kind: 'nothing-to-do' } })).toBe(atForm)
  })
})
