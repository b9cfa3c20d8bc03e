import type { Emulator } from '../test/support/emulator.js'

const cell = { width: 8.4, height: 17 }
const margin = 14
const paper = { back: '#1d2430', text: '#d8dee9', dim: '#8a93a6' }
/** The eight colours of a terminal, as most draw them on a dark ground. */
const palette = ['#3b4252', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#d8dee9']

/** A piece of a row that looks the same all along. */
interface Run {
  readonly text: string
  readonly column: number
  readonly style: string
}

/** What an emulator showed, as the inside of an SVG; its size is in pixels. */
export interface Panel {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/** A picture of what an emulator shows now. */
export function panel(emulator: Emulator): Panel {
  const width = emulator.cols * cell.width + 2 * margin
  const height = emulator.rows * cell.height + 2 * margin
  const rows = Array.from({ length: emulator.rows }, (_, row) =>
    runsOf(emulator, row)
      .map(({ text, column, style }) => {
        const x = margin + column * cell.width
        const y = margin + (row + 0.75) * cell.height
        const length = [...text].length * cell.width
        return `<text x="${round(x)}" y="${round(y)}" textLength="${round(length)}"${style} xml:space="preserve">${asXml(text)}</text>`
      })
      .join(''),
  )
  const back = `<rect width="${round(width)}" height="${round(height)}" rx="8" fill="${paper.back}"/>`
  return { svg: `${back}\n${rows.filter((row) => row !== '').join('\n')}`, width, height }
}

/** Panels below and beside one another as one picture. */
export function sheet(title: string, columns: readonly (readonly Panel[])[]): string {
  const gap = 12
  let x = 0
  let tallest = 0
  const parts: string[] = []
  for (const column of columns) {
    let y = 0
    let widest = 0
    for (const { svg, width, height } of column) {
      parts.push(`<g transform="translate(${round(x)} ${round(y)})">${svg}</g>`)
      y += height + gap
      widest = Math.max(widest, width)
    }
    x += widest + gap
    tallest = Math.max(tallest, y - gap)
  }
  return picture(title, parts.join('\n'), x - gap, tallest)
}

/** An SVG of its own. */
export function picture(title: string, inside: string, width: number, height: number): string {
  const font = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14"'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}">
<title>${asXml(title)}</title>
<g ${font} fill="${paper.text}">
${inside}
</g>
</svg>
`
}

function runsOf(emulator: Emulator, row: number): readonly Run[] {
  const line = emulator.buffer.active.getLine(emulator.buffer.active.viewportY + row)
  const runs: Run[] = []
  for (let column = 0; column < emulator.cols; column++) {
    const found = line?.getCell(column)
    const text = found?.getChars() || ' '
    const style =
      found === undefined
        ? ''
        : styleOf(found.isFgPalette() ? found.getFgColor() : -1, found.isBold() !== 0, found.isDim() !== 0)
    const last = runs.at(-1)
    if (last !== undefined && last.style === style)
      runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ text, column, style })
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() })).filter(({ text }) => text !== '')
}

function styleOf(colour: number, bold: boolean, dim: boolean): string {
  const fill = palette[colour % 8] ?? (dim ? paper.dim : undefined)
  return `${colour >= 0 || dim ? ` fill="${fill}"` : ''}${bold ? ' font-weight="bold"' : ''}`
}

const round = (pixels: number) => Math.round(pixels * 10) / 10
const asXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
