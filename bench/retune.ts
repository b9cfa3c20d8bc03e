// npm run bench:retune: one busy queue from 25 threads to 40, by the article's commands and by ours, on servers side by side.
import { whyNoServer } from '../test/server/can.js'
import { measure, type Prepared, prepare } from './measure.js'
import { articles, moved, type Procedure, retuned } from './procedures.js'
import { table } from './table.js'

const procedures: readonly Procedure[] = [articles, moved, retuned]

async function main(): Promise<void> {
  const reason = whyNoServer()
  if (reason !== undefined) throw new Error(reason)
  // All are ready before the first is measured: a server that boots Ruby would disturb the others.
  const servers = await Promise.allSettled(procedures.map(prepare))
  const ready = servers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  try {
    for (const each of servers) if (each.status === 'rejected') throw each.reason
    console.log('60 jobs of 20 s in `push`, all 25 threads busy; a Sidekiq process takes 5 s to boot.\n')
    console.log(table(await Promise.all(ready.map(measured))))
  } finally {
    await Promise.all(ready.map(({ server }) => server.stop()))
  }
}

async function measured(prepared: Prepared) {
  return { name: prepared.procedure.name, ...(await measure(prepared)) }
}

await main()
