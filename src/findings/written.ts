import type { Answers } from '../answers.js'
import type { Facts } from '../facts/types.js'
import { ownUnits } from '../units/desired.js'
import { UnitTextError } from '../units/escape.js'
import type { OwnUnit } from '../units/service.js'

/** The units that these answers ask for; none where they can't be written, which other findings say. */
export function writtenUnits(facts: Facts, answers: Answers): readonly OwnUnit[] {
  try {
    return ownUnits(facts, answers)
  } catch (error) {
    if (error instanceof UnitTextError) return []
    throw error
  }
}
