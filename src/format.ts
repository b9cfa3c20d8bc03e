export const MB = 1024 ** 2
export const GB = 1024 ** 3

/** Bytes as a person reads them, in steps of 1024: `7.7 GB`, `16 GB`, `512 MB`. */
export function bytes(count: number): string {
  // 1023.96 MB must not become "1024 MB".
  if (Math.round(count / MB) < 1024) return `${Math.round(count / MB)} MB`
  return `${Number((count / GB).toFixed(1))} GB`
}

/** A moment (seconds since 1970) as an admin reads it, in this machine's time zone: `2026-11-23 18:00`. */
export function momentText(seconds: number): string {
  const date = new Date(seconds * 1000)
  const two = (count: number) => String(count).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A count with its noun: `1 process`, `2 processes`; the plural defaults to the noun with an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Names in a sentence: `push`, `push and pull`, `push, pull and fasp`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
