import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  jobsAreBackWithin,
  jobsEndWithin,
  sidekiqEndsWithin,
  sidekiqStopTimeout,
  usualDrain,
} from '../../src/mastodon/times.js'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const readme = read('README.md')
/** What a pattern finds in the README, which must speak of it at all. */
function inReadme(pattern: RegExp): readonly string[] {
  const found = [...readme.matchAll(pattern)].flatMap(([, value]) => value ?? [])
  expect(found).not.toEqual([])
  return [...new Set(found)]
}

test('the README names the seconds of --drain that count without it', () => {
  expect(inReadme(/`--drain`\s+seconds\s+\((\d+)\)/g)).toEqual([String(usualDrain)])
})

test('the README asks for the Node that package.json asks for, and so do the types', () => {
  const { engines, devDependencies } = JSON.parse(read('package.json'))
  const [least] = inReadme(/Node\s+([\d.]+)\s+or\s+newer/g)
  expect(engines.node).toBe(`>=${least}`)
  expect(devDependencies['@types/node']).toMatch(new RegExp(`^${least}\\.`))
})

test('Sidekiq has the time that it needs, and each time is more than the one before', () => {
  expect(jobsEndWithin).toBeLessThan(jobsAreBackWithin)
  expect(jobsAreBackWithin).toBeLessThan(sidekiqEndsWithin)
  expect(sidekiqEndsWithin).toBeLessThanOrEqual(sidekiqStopTimeout)
})
