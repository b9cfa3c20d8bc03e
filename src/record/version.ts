/**
 * A record that a version to come wrote; the message says so, as the rest of a sentence that begins
 * with its file.
 */
export class TooNew extends Error {
  override readonly name = 'TooNew'
}

/**
 * @throws TooNew where a record says that it is of a later version than those that can be read
 * here.
 */
export function assertReadableVersion(record: unknown): void {
  const version =
    typeof record === 'object' && record !== null && 'version' in record ? record.version : undefined
  if (typeof version === 'number' && version > 1) throw new TooNew('was written by a newer mastodon-tune')
}
