import type { Answers } from '../answers.js'
import type { Facts } from '../known/facts.js'
import { UnitTextError } from '../systemd/escape.js'
import { expand } from '../systemd/specifiers.js'
import { assignments, valuesOf } from '../systemd/unit-text.js'
import { ownUnits } from '../units/desired.js'
import type { OwnUnit } from '../units/service.js'

/**
 * The units that these answers ask for; none where they can't be written, which other findings say.
 */
export function writtenUnits(facts: Facts, answers: Answers): readonly OwnUnit[] {
  try {
    return ownUnits(facts, answers)
  } catch (error) {
    if (error instanceof UnitTextError) return []
    throw error
  }
}

/** The variables that a unit of ours sets itself. */
export function environmentOf({ unit, text }: OwnUnit): Readonly<Record<string, string>> {
  return Object.assign({}, ...valuesOf(text, 'Environment').map((line) => assignments(expand(line, unit))))
}
