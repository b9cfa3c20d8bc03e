import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import { execa } from 'execa'
import type { TestServer } from './server.js'

/** What became of the requests of a while: 20 a second over connections of their own, and four clients who keep theirs. */
export interface Visits {
  readonly answered: { readonly once: number; readonly again: number }
  /** Why each of the others got no answer. */
  readonly failed: readonly string[]
  /** Milliseconds that the slowest took. */
  readonly longest: number
}

/** Asks the server's web from inside, all the time until it is ended; then waits for the answers that are still to come. */
export async function visitWeb(server: TestServer, port = 3000): Promise<{ end(): Promise<Visits> }> {
  await build({
    entryPoints: [join(import.meta.dirname, 'visitors.ts')],
    outfile: join(server.root, 'root/visitors.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  const [file = '', ...rest] = [...server.enter, 'node', '/root/visitors.cjs', String(port)]
  // Its standard input ends with `end()`, or with this process, in whatever way.
  const visitors = execa(file, rest, { stdin: 'pipe', reject: false })
  await Promise.race([
    once(visitors.stderr, 'data'),
    visitors.then(() => Promise.reject(new Error('nobody could ask web'))),
  ])
  return {
    end: async () => {
      visitors.stdin.end()
      return JSON.parse((await visitors).stdout) as Visits
    },
  }
}
