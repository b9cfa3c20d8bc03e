import { type Changed, delayBoot, underLoad } from '../test/server/busy.js'
import { idle } from '../test/server/jobs.js'
import { bootServer, type TestServer } from '../test/server/server.js'
import type { Procedure } from './procedures.js'

const LONG = 600_000

/** A server on which `push` has 25 threads, and what is to be done there. */
export interface Prepared {
  readonly procedure: Procedure
  readonly server: TestServer
}

/** Boots a server for a procedure. */
export async function prepare(procedure: Procedure): Promise<Prepared> {
  const server = await bootServer({ layout: procedure.layout })
  try {
    await procedure.prepare(server)
    await delayBoot(server, 5)
    return { procedure, server }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Has it done while 60 jobs wait and run, and looks on until the server is idle: a lost job is never done. */
export function measure({ procedure, server }: Prepared): Promise<Changed<void>> {
  const load = { name: 'bench', threads: 25 }
  return underLoad(
    server,
    load,
    () => procedure.change(server),
    () => idle(server, LONG),
  )
}
