import { hasLoad } from '../../src/wizard/has-load.js'
import type { Found } from '../../src/wizard/types.js'
import { bodyIndent } from '../parts/canvas.js'
import { Lines } from '../parts/lines.js'
import { useCanvas } from '../parts/use-canvas.js'
import { detailLines, loadLines } from './found-lines.js'

/**
 * What was found on the server, before anything is asked: what runs and how it does, where
 * something runs.
 */
export function FoundScreen({ wizard }: { wizard: Found }) {
  const canvas = useCanvas()
  const lines = hasLoad(wizard) && !wizard.details ? loadLines(wizard, canvas) : detailLines(wizard, canvas)
  return <Lines lines={lines} indent={bodyIndent(canvas)} />
}
