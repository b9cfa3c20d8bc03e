// A list to choose from as short as Node's own modules allow: raw mode, arrow keys, the whole list drawn for each key.
import { emitKeypressEvents } from 'node:readline'

const queues = ['default', 'push', 'ingress', 'mailers', 'pull', 'scheduler', 'fasp', 'all']
let at = 0
const draw = (up = '') =>
  process.stdout.write(
    `${up}Pick one\r\n${queues.map((queue, row) => `${row === at ? '>' : ' '} ${queue}\x1b[K`).join('\r\n')}\r\n`,
  )
emitKeypressEvents(process.stdin)
process.stdin.setRawMode(true)
process.stdin.on('keypress', (_, { name }) => {
  if (name === 'return' || name === 'c') process.exit()
  at = (at + (name === 'down' ? 1 : name === 'up' ? queues.length - 1 : 0)) % queues.length
  draw(`\x1b[${queues.length + 1}A`)
})
draw()
