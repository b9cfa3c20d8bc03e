import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostProcesses, mostThreads } from '../../src/answers.js'
import { fileOf, nameOf, templateOf } from '../../src/state.js'
import { UnitTextError } from '../../src/systemd/escape.js'
import { stopTimeoutFile, stopTimeoutUnitOf } from '../../src/systemd/stop-timeout.js'
import {
  isMastodonUnit,
  isOurProcess,
  isRelief,
  isSidekiqName,
  reliefProcess,
  revertService,
  revertTimer,
  shortName,
  sidekiqNameOf,
  sidekiqProcess,
  sidekiqUnit,
  streamingPortOf,
  streamingProcess,
  streamingUnit,
  surgeLabelOf,
  surgeUnitsOf,
  targetUnit,
  webSocketUnit,
  webUnit,
} from '../../src/units/names.js'

/** Queues as an admin may name them, those that look like other parts of a name among them. */
const label = fc.oneof(
  fc.constantFrom('push', 'all', 'relief', '01-push', 'a-02', 'video.encode', 'a_b', 'x:y', 'timer', '7'),
  fc.stringMatching(/^[A-Za-z0-9_.:-]{1,20}$/),
)
const name = fc.record({
  number: fc.integer({ min: 1, max: mostProcesses }),
  label,
  threads: fc.integer({ min: 1, max: mostThreads }),
})

test('a Sidekiq process is named by what its name says', () => {
  fc.assert(
    fc.property(name, (says) => {
      const unit = sidekiqProcess(says)
      expect(sidekiqNameOf(unit)).toEqual(says)
      expect([isMastodonUnit(unit), isOurProcess(unit), isSidekiqName(unit), isRelief(unit)]).toEqual([
        true,
        true,
        true,
        false,
      ])
      expect([streamingPortOf(unit), surgeLabelOf(unit)]).toEqual([undefined, undefined])
    }),
  )
})

test('a relief is known by its unit and by its file, whatever its size', () => {
  fc.assert(
    fc.property(name, ({ threads }) => {
      const unit = reliefProcess(threads)
      expect(sidekiqNameOf(unit)).toEqual({ number: 0, label: 'relief', threads })
      expect([unit, templateOf(unit), nameOf(fileOf(unit))].map(isRelief)).toEqual([true, true, true])
    }),
  )
})

test('a streaming process is named by its port', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65535 }), (port) => {
      const unit = streamingProcess(port)
      expect(streamingPortOf(unit)).toBe(port)
      expect([isMastodonUnit(unit), isOurProcess(unit), sidekiqNameOf(unit)]).toEqual([true, true, undefined])
    }),
  )
})

test('what ends a surge is named by its group', () => {
  fc.assert(
    fc.property(label, (group) => {
      const units = Object.values(surgeUnitsOf(group))
      expect(units.map(surgeLabelOf)).toEqual([group, group])
      expect([...units.map(isMastodonUnit), ...units.map(isOurProcess)]).toEqual([true, true, false, false])
    }),
  )
})

test('a unit that gets more time to stop is named by its drop-in', () => {
  fc.assert(
    fc.property(name, (says) => {
      const unit = sidekiqProcess(says)
      expect(stopTimeoutUnitOf(stopTimeoutFile(unit))).toBe(unit)
      expect(stopTimeoutUnitOf(fileOf(unit))).toBeUndefined()
    }),
  )
})

test.each([
  ['mastodon-sidekiq-push@25.service', 'the article’s'],
  ['mastodon-sidekiq-01-push@.service', 'a template'],
  ['mastodon-sidekiq-01-push@a.service', 'no number of threads'],
  ['mastodon-sidekiq-1-push@25.service', 'one digit'],
  ['mastodon-sidekiq-01-a\\x2db@25.service', 'a label that we never write'],
  [sidekiqUnit, 'what stands for all'],
])('%s is no Sidekiq process of ours: %s', (unit) => {
  expect(sidekiqNameOf(unit)).toBeUndefined()
  expect(isMastodonUnit(unit)).toBe(true)
})

test('the units of one name each are told apart', () => {
  const units = [targetUnit, webUnit, webSocketUnit, sidekiqUnit, streamingUnit]
  expect(units.map(isMastodonUnit)).toEqual([true, true, true, true, true])
  expect(units.map(isOurProcess)).toEqual([false, true, false, false, false])
  expect(units.map(shortName)).toEqual(['mastodon.target', 'web', 'web.socket', 'sidekiq', 'streaming'])
  expect([revertTimer, revertService].map(isMastodonUnit)).toEqual([false, false])
})

test('a label that systemd would not take becomes no name', () => {
  for (const group of ['', 'a b', 'a@b', 'a/b', 'ü'])
    expect(() => sidekiqProcess({ number: 1, label: group, threads: 5 })).toThrow(UnitTextError)
})
