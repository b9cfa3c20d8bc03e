import type { Facts } from '../known/facts.js'
import { isStock, otherUnits } from './other-units.js'
import { ourUnits } from './our-units.js'
import type { Installed } from './types.js'

/**
 * What is set up where somebody has chosen it: by units of ours, or by others that are not just
 * Mastodon's own.
 */
export function chosenUnits(facts: Facts): Installed | undefined {
  return ourUnits(facts) ?? (isStock(facts) ? undefined : otherUnits(facts))
}

/**
 * What is set up, whoever chose it, Mastodon's own units too; undefined where no answers can say
 * it.
 */
export function anyUnits(facts: Facts): Installed | undefined {
  return ourUnits(facts) ?? otherUnits(facts)
}
