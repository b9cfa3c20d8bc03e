import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recording } from './recording.js'
import { drawings, drawn, screens, textOf } from './screens.js'
import { type Panel, panel, sheet } from './svg.js'

/**
 * Makes the pictures of all screens from the program itself, through a terminal emulator, and the texts that the tests compare
 * them with: `npm run pictures`. A picture holds 80x24 above 40x15; in colour, without, and in ASCII.
 */
const folder = join(import.meta.dirname, 'screens')
mkdirSync(folder, { recursive: true })
for (const screen of screens) {
  const columns: Panel[][] = []
  for (const way of [drawings.colour, drawings.plain, drawings.ascii]) {
    const column: Panel[] = []
    for (const drawing of way) column.push(await drawn(screen, drawing, ({ emulator }) => panel(emulator)))
    columns.push(column)
  }
  writeFileSync(join(folder, `${screen.name}.svg`), sheet(screen.title, columns))
  writeFileSync(join(folder, `${screen.name}.txt`), await textOf(screen))
}
writeFileSync(join(import.meta.dirname, 'recording.svg'), await recording())
