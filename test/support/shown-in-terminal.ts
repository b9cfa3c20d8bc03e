import type { TestTerminal } from './terminal.js'

/** What the wizard shows, without rows that stood there before it. Figures and bars, which move while they are looked at, are left out. */
export function shown(terminal: TestTerminal, before = ''): string {
  const rows = terminal.screen().filter((row) => before === '' || row !== before)
  const still = rows.map((row) =>
    row
      .replace(/[\d▁-█░]+/g, '#')
      .replace(/[# ]+/g, ' ')
      .trimEnd(),
  )
  return still.join('\n').replace(/^\n+|\s+$/g, '')
}
