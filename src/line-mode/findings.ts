import type { Finding } from '../findings.js'
import { spoken } from './words.js'

const levels = { error: 'Error', warning: 'Warning', note: 'Note' } as const

/** What is wrong or risky, and what to do about it, in a line each. */
export function findingsSaid(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ id, level, text, fix }) => `${levels[level]}: ${spoken(text)}${fix === '' ? '' : ` ${fix}`} (${id})`,
  )
}
