/** What the system says of a file or folder, as far as trust in it goes. */
export interface FileStatus {
  readonly uid: number
  readonly mode: number
  isFile(): boolean
  isDirectory(): boolean
}

/**
 * Whether only this user, or root, can have put it there: theirs, nobody else may write it, and it
 * is no symlink (given by lstat).
 */
function isOnlyWritableBy(owner: number, { uid, mode }: FileStatus): boolean {
  return (uid === owner || uid === 0) && (mode & 0o022) === 0
}

/**
 * Whether compiled code may be read from a file: whoever could have changed it could have changed
 * the program as well. `program` is the file it was compiled from.
 */
export function mayReadCache(program: FileStatus, folder: FileStatus, cache: FileStatus): boolean {
  const { uid } = program
  return (
    isOnlyWritableBy(uid, program) &&
    folder.isDirectory() &&
    isOnlyWritableBy(uid, folder) &&
    cache.isFile() &&
    isOnlyWritableBy(uid, cache)
  )
}

/**
 * Whether this process (its user's number) may leave compiled code in a folder for later starts: as
 * the program's owner alone.
 */
export function mayWriteCache(program: FileStatus, folder: FileStatus, user: number | undefined): boolean {
  return (
    user === program.uid &&
    isOnlyWritableBy(user, program) &&
    folder.isDirectory() &&
    isOnlyWritableBy(user, folder)
  )
}
