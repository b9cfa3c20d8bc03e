import { HostError } from './host.js'

/** The system's name of an error (ENOENT …), or '' where it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : ''
}

/**
 * A failed file operation as a HostError: names the path and what the admin can do; `doing` is such
 * as `read`.
 */
export function fileError(error: unknown, doing: string, path: string): HostError {
  if (error instanceof HostError) return error
  const code = codeOf(error)
  const because: Readonly<Record<string, string>> = {
    ENOENT: `${path} does not exist`,
    ENOTDIR: `${path} can't exist: something above it is not a folder`,
    EISDIR: `${path} is a folder, where a file was expected: move it away`,
    EEXIST: `${path} is there already: move it away`,
    ENOTEMPTY: `${path} is a folder that is not empty: look what is in it and remove it yourself`,
    EACCES: `no permission to ${doing} ${path}: run this as root, with sudo`,
    EPERM: `not allowed to ${doing} ${path}: run this as root, with sudo, and see whether it is locked (lsattr)`,
    EROFS: `can't ${doing} ${path}: its disk is mounted read-only`,
    ENOSPC: `can't ${doing} ${path}: the disk is full; free some room first`,
    EDQUOT: `can't ${doing} ${path}: the disk quota is used up`,
    ELOOP: `${path} goes round in circles of symlinks: mend them first`,
  }
  return new HostError(because[code] ?? `can't ${doing} ${path}${code === '' ? '' : ` (${code})`}`, code)
}

/** As many symlinks as Linux follows on one way before it says ELOOP (path_resolution(7)). */
export const mostLinks = 40
