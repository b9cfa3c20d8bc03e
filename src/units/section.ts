import type { Section } from '../systemd/unit-text.js'

const marker = /^# Made by mastodon-tune; sha256 of the rest: ([0-9a-f]{64}); [^\n]*\n/

/**
 * The text of a unit file of ours (systemd.syntax(7)), beginning with the line that marks it as
 * ours.
 */
export function unitText(sections: readonly Section[]): string {
  const rest = sections
    .map(
      ([name, directives]) => `[${name}]\n${directives.map(([key, value]) => `${key}=${value}\n`).join('')}`,
    )
    .join('\n')
  return `# Made by mastodon-tune; sha256 of the rest: ${sha256(rest)}; changes here are shown before they are replaced.\n${rest}`
}

/** Whether a unit file begins with our mark, edited since or not. */
export function isOurs(text: string): boolean {
  return marker.test(text)
}

/**
 * Whether a unit file of ours was changed by somebody since: its sha256 differs from the one in the
 * mark.
 */
export function isEdited(text: string): boolean {
  const found = marker.exec(text)
  return found !== null && sha256(text.slice(found[0].length)) !== found[1]
}

/** Crypto is loaded with the first hash: a start makes none. */
function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex')
}
