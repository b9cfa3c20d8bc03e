import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The program as it is built. */
export const cli = join(import.meta.dirname, '../../dist/cli.cjs')

/** What a run gave back; null as its status says that a signal ended it. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program to its end in these surroundings, as an admin does without a terminal. */
export const program =
  (
    surroundings: { readonly cwd?: string; readonly env?: Readonly<Record<string, string | undefined>> } = {},
  ) =>
  (...args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync('node', [cli, ...args], {
      encoding: 'utf8',
      ...surroundings,
    })
    return { status, stdout, stderr }
  }
