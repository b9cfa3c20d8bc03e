export type Directive = readonly [key: string, value: string]
export type Section = readonly [name: string, directives: readonly Directive[]]

const marker = /^# Made by mastodon-tune; sha256 of the rest: ([0-9a-f]{64}); [^\n]*\n/

/** The text of a unit file of ours (systemd.syntax(7)), beginning with the line that marks it as ours. */
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

/** Whether a unit file of ours was changed by somebody since: its sha256 differs from the one in the mark. */
export function isEdited(text: string): boolean {
  const found = marker.exec(text)
  return found !== null && sha256(text.slice(found[0].length)) !== found[1]
}

/** The values of a directive in a unit's text, in order; no continued lines, since we write none. */
export function valuesOf(text: string, key: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []))
}

/** Crypto is loaded with the first hash: a start makes none. */
function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex')
}
