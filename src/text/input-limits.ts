/** Far more than any of these files has (Mastodon's own sidekiq.yml has 3 kB), in characters. */
const most = 32 * 1024
const deepest = 40

/**
 * Whether a YAML text may be given to the parser, which knows no limits: deep nesting ends the
 * whole process there (V8 runs out of memory while the stack is full), and a long text without any
 * sense takes minutes.
 */
export function isTameYaml(text: string): boolean {
  if (text.length > most) return false
  let depth = 0
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1)
    if (depth > deepest) return false
  }
  return text.split(/\r\n?|\n/).every((line) => (/^[\s?:-]*/.exec(line)?.[0].length ?? 0) <= 4 * deepest)
}

/**
 * The lines of an environment file that a parser takes in a moment: empty ones, over which it
 * thinks in squares, and those that are longer than any setting, are left out.
 */
export function tameLines(text: string): string {
  return text
    .slice(0, 16 * most)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '' && line.length <= most / 4)
    .join('\n')
}
