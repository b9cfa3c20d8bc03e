/** A change in a line, `streaming: 1 process -> 2 processes`; nothing where there is none. */
export function change(what: string, was: string, is: string): readonly string[] {
  return was === is ? [] : [`${what}: ${was} -> ${is}`]
}
