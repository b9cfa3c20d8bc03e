// Bundled and run inside a server: asks web at the port given as argument, until its standard input ends, and then prints what
// became of the requests.
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Visits } from './visit.js'

const port = Number(process.argv[2])
const answered = { once: 0, again: 0 }
const failed: string[] = []
const waiting = new Set<Promise<void>>()
const again = new Agent({ keepAlive: true, maxSockets: 4 })
let longest = 0
let over = false

async function visit(how: keyof typeof answered): Promise<void> {
  const began = performance.now()
  const why = await ask(how === 'again' ? again : false)
  const took = performance.now() - began
  longest = Math.max(longest, took)
  if (why === undefined) answered[how] += 1
  else failed.push(`${how}: ${why} after ${Math.round(took)} ms`)
}

/** Why there was no good answer; undefined where there was. */
function ask(agent: Agent | false): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path: '/health', agent, timeout: 60_000 }, (response) => {
      response.resume()
      response.on('end', () =>
        resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`),
      )
      response.on('error', (error) => resolve(String(error)))
    })
    sent.on('timeout', () => sent.destroy(new Error('no answer')))
    sent.on('error', (error) =>
      resolve(`${String(error)}${sent.reusedSocket ? ' on a connection used before' : ''}`),
    )
    sent.end()
  })
}

async function returning(): Promise<void> {
  while (!over) {
    await visit('again')
    await sleep(20)
  }
}

const returners = [1, 2, 3, 4].map(returning)
const timer = setInterval(() => {
  const one = visit('once').finally(() => waiting.delete(one))
  waiting.add(one)
}, 50)
process.stdin.resume().on('end', async () => {
  clearInterval(timer)
  over = true
  await Promise.all([...returners, ...waiting])
  process.stdout.write(
    JSON.stringify({ answered, failed, longest: Math.round(longest) } satisfies Visits),
    () => process.exit(0),
  )
})
process.stderr.write('asking\n')
