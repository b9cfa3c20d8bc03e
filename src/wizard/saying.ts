/** What went wrong as a sentence, whatever was thrown. */
export function saying(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
