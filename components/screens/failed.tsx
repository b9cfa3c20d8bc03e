import type { Failed as FailedWizard } from '../../src/wizard/types.js'
import { Finished } from './finished.js'

/** Something unexpected ended it. */
export function Failed({ wizard }: { wizard: FailedWizard }) {
  return <Finished wizard={wizard} />
}
