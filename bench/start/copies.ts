import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The program as it is installed, in a folder of its own: what it compiles there is no other's. */
export interface Copy {
  /** What to start. */
  readonly program: string
  /** Takes away what was compiled, so that the next start is the first ever. */
  forget(): void
  remove(): void
}

/** A copy of the built program. */
export function copyOf(dist: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-copy-'))
  cpSync(dist, folder, { recursive: true })
  const forget = () => rmSync(join(folder, 'app/compiled'), { recursive: true, force: true })
  // A umask of 002 would have the program leave nothing there.
  chmodSync(join(folder, 'app'), 0o755)
  forget()
  return { program: join(folder, 'cli.cjs'), forget, remove: () => rmSync(folder, { recursive: true }) }
}
