/** What went wrong, as a sentence, whatever was thrown. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
