/**
 * Whether to go line by line instead of redrawing: by --plain, for a screen reader, or in a
 * terminal that can not redraw.
 */
export function wantsLines(
  plain: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const reader = env.INK_SCREEN_READER ?? ''
  return plain === true || env.TERM === 'dumb' || !['', '0', 'false'].includes(reader.toLowerCase())
}
