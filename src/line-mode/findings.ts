import type { Finding } from '../findings.js'
import { aloud } from './words.js'

const levels = { error: 'Error', warning: 'Warning', note: 'Note' } as const

/** What is wrong or risky, and what to do about it, in a line each. */
export function findingsSaid(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ id, level, text, fix }) => `${levels[level]}: ${aloud(text)}${fix === '' ? '' : ` ${fix}`} (${id})`,
  )
}
