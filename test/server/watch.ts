import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import { execa } from 'execa'
import { type Sample, summed, type Watched } from './samples.js'
import type { TestServer } from './server.js'

/** A look at the server's Sidekiq, twice a second, that goes on until it is ended. */
export interface Watch {
  end(): Promise<Watched>
}

/** Sidekiq's own words for taking no more jobs, on TSTP and on TERM. */
const LAST_WORDS = 'no longer accepting new work|Shutting down'

/** Watches who serves `queue`, and who `scheduler`. One process inside does it: entering the server for each question is slow. */
export async function watchSidekiq(
  server: TestServer,
  { queue }: { readonly queue: string },
): Promise<Watch> {
  const script = await installSampler(server)
  const [file = '', ...rest] = [...server.enter, 'node', script]
  // Its standard input ends with `end()`, or with this process, in whatever way.
  const sampler = execa(file, rest, { stdin: 'pipe', reject: false })
  await Promise.race([
    once(sampler.stdout, 'data'),
    sampler.then(({ stderr }) => Promise.reject(new Error(`no sample: ${stderr}`))),
  ])
  return {
    end: async () => {
      sampler.stdin.end()
      const { stdout } = await sampler
      const samples = stdout.split('\n').map((line) => JSON.parse(line) as Sample)
      return summed(samples, queue, await lastWords(server, samples[0]!.at))
    },
  }
}

/** When each process said that it takes no more jobs, by its id, in milliseconds since 1970. */
async function lastWords(server: TestServer, since: number): Promise<ReadonlyMap<number, number>> {
  const which = [
    '--boot',
    `--since=@${Math.floor(since / 1000)}`,
    `--grep=${LAST_WORDS}`,
    '--case-sensitive=true',
  ]
  const { stdout } = await server.run(['journalctl', '--quiet', '--no-pager', '--output=json', ...which])
  const said = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { readonly _PID: string; readonly __REALTIME_TIMESTAMP: string })
  // The journal is in order and a process may say both: the first counts.
  return new Map(
    said.reverse().map((entry) => [Number(entry._PID), Number(entry.__REALTIME_TIMESTAMP) / 1000]),
  )
}

async function installSampler(server: TestServer): Promise<string> {
  await build({
    entryPoints: [join(import.meta.dirname, 'sampler.ts')],
    outfile: join(server.root, 'root/sampler.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  return '/root/sampler.cjs'
}
