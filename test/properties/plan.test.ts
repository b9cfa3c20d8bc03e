import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanOptions } from '../../src/plan/plan-options.js'
import { gapsOf, moments } from '../../src/plan/walk.js'
import { plan } from '../../src/plan.js'
import type { Plan, Role } from '../../src/state.js'
import { anyState, anyTwoStates as two } from '../support/arbitrary/states.js'
import { holds } from '../support/holds.js'
import { calmBeforeEnd, filesInOrder, freshText, oneHolderEach, reliefGone } from './invariants.js'

const runs = { some: 500, all: 5000 }

const relief: NonNullable<PlanOptions['relief']> = (queues, threads) => ({
  unit: `relief@${threads}.service`,
  text: 'relief',
  role: { kind: 'sidekiq', claims: [], queues, threads },
})
const cost = (roles: readonly Role[]) => roles.reduce((sum, role) => sum + (role.threads ?? 0), 0)
const limits = fc.option(fc.integer({ min: 20, max: 200 }), { freq: 4 })
const options = (limit: number | null): PlanOptions => ({
  relief,
  ...(limit === null ? {} : { fits: (roles) => cost(roles) <= limit }),
})

const sane = (made: Plan) => {
  oneHolderEach(made)
  calmBeforeEnd(made)
  filesInOrder(made)
  freshText(made)
  reliefGone(made)
}

test('equal states give no actions', () =>
  holds('nothing to do', runs, anyState, (state) => {
    expect(plan(state, state, options(null)).actions).toEqual([])
  }))

test('any plan keeps claims apart, ends processes in peace, loads what it starts and leaves nothing behind', () =>
  holds('order of a plan', runs, fc.tuple(two, limits), ([[from, to], limit]) =>
    sane(plan(from, to, options(limit))),
  ))

test('without a limit every queue but scheduler has someone who takes jobs, all the time', () =>
  holds('no gaps', runs, two, ([from, to]) => {
    expect(gapsOf(plan(from, to, options(null))).filter((queue) => queue !== 'scheduler')).toEqual([])
  }))

test('more than fits runs only where it would be too much without all that goes', () =>
  holds('peak', runs, fc.tuple(two, fc.integer({ min: 20, max: 200 })), ([[from, to], limit]) => {
    const made = plan(from, to, options(limit))
    const webs = [...new Set([...from.active, ...to.active])].filter(
      (unit) => (to.roles[unit] ?? from.roles[unit])?.kind === 'web',
    )
    for (const { action, running } of moments(made)) {
      if (action.do !== 'start' || action.role?.kind !== 'sidekiq') continue
      const now = cost([...running.values()].filter((role) => role !== undefined))
      const stays = [...running].flatMap(([unit, role]) => {
        // A single web that shrinks does so first; one that goes does so last.
        if (role?.kind === 'web')
          return webs.length === 1 &&
            to.active.includes(unit) &&
            (to.roles[unit]?.threads ?? 99) < (role.threads ?? 0)
            ? to.roles[unit]!
            : role
        return to.active.includes(unit) && to.roles[unit]?.kind === role?.kind ? [role!] : []
      })
      if (now > limit)
        expect({ action, limit, now, least: Math.max(limit + 1, cost(stays)) }).toEqual({
          action,
          limit,
          now,
          least: cost(stays),
        })
    }
  }))

test('with no time to finish jobs nobody is told to', () =>
  holds('no drain', runs, two, ([from, to]) => {
    const verbs = plan(from, to, { ...options(null), drain: 0 }).actions.map((action) => action.do)
    expect(verbs.filter((verb) => verb === 'quiet' || verb === 'drain')).toEqual([])
  }))
