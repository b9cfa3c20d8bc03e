// npx tsx test/server/shell.ts [nothing|stock]: boots a server to look around in.
import { bootServer, type Layout } from './server.js'

const layout: Layout = process.argv[2] === 'stock' ? 'stock' : 'nothing'
const server = await bootServer({ layout })
console.log(`Its files: ${server.root}\nTo go inside:\n\n  ${server.enter.join(' ')} bash -l\n\nCtrl-C stops it.`)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void server.stop().then(() => process.exit(0))
  })
}
setInterval(() => {}, 60_000) // a guard does not keep this process alive
