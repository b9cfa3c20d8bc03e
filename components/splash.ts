import { cut } from '../src/text/fold.js'
import { hintsIn } from '../src/wizard/hints.js'
import { isSmall } from '../src/wizard/viewport.js'
import { canvasOf, keysLine, ruleOf, topLine } from './parts/canvas.js'
import { lookingLines, lookingPlace } from './screens/looking-lines.js'
import { isTooSmall, type Size } from './terminal/size.js'
import { clean, type Look, type Tone } from './terminal/symbols.js'

/**
 * The first screen as Ink will draw it, without Ink: it stands there while Ink is loaded, which
 * takes as long as everything else at a start. '' where the terminal is too small for it, which Ink
 * says then.
 */
export function splashFrame(size: Size, look: Look, practice: boolean, hostname: string): string {
  if (isTooSmall(size)) return ''
  const canvas = canvasOf(size, look, practice, hostname)
  const keys = hintsIn(['looking'], undefined, { small: isSmall(canvas), steps: 0 })
  const said = (tone: Tone | undefined, text: string) =>
    styled(look, tone, cut(clean(text, look), canvas.width - 1, look.more))
  const body = lookingLines
    .slice(0, canvas.height)
    .map(({ tone, text }) => said(tone, text === '' ? '' : `   ${text}`))
  const rest = Array.from({ length: canvas.height - body.length }, () => '')
  const rule = said('dim', ruleOf(canvas))
  return [
    said('title', topLine(canvas, lookingPlace, lookingPlace)),
    rule,
    ...body,
    ...rest,
    rule,
    said('dim', ` ${keysLine(keys, canvas)}`),
  ].join('\n')
}

function styled({ colour }: Look, tone: Tone | undefined, text: string): string {
  if (!colour || (tone !== 'title' && tone !== 'dim')) return text
  return `\u001b[${tone === 'title' ? 1 : 2}m${text}\u001b[22m`
}
