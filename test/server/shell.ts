// npx tsx test/server/shell.ts [nothing|stock|article]: boots a server to look around in.
import { bootServer, type Layout } from './server.js'

const LAYOUTS: readonly Layout[] = ['nothing', 'stock', 'article']
const layout = LAYOUTS.find((name) => name === process.argv[2]) ?? 'nothing'
const server = await bootServer({ layout })
console.log(
  `Its files: ${server.root}\nTo go inside:\n\n  ${server.enter.join(' ')} bash -l\n\nCtrl-C stops it.`,
)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void server.stop().then(() => process.exit(0))
  })
}
setInterval(() => {}, 60_000) // a guard does not keep this process alive
