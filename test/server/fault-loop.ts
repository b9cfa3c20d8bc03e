import { expect } from 'vitest'
import type { Fault } from '../support/faulty-host.js'
import { sampleOf } from '../support/runs.js'
import { snapshot } from './look.js'
import { installDriver } from './program.js'
import type { TestServer } from './server.js'

// Nobody is waited for: what quiet and drain do when they fail is the matter of a re-tune's faults.
const one = JSON.stringify({ layout: 'one', drain: 0 })

/** Makes actions of the set-up of a stock server fail, one after the other; the server must be as before each time. */
export async function failEach(server: TestServer, when: Fault['when']): Promise<void> {
  const drive = await installDriver(server)
  const before = await snapshot(server)
  const actions = (await drive('count', one)) as readonly { readonly do: string }[]
  const points = sampleOf(`each action failing ${when} it took effect`, [...actions.entries()], 12)
  for (const [at, action] of points) {
    const where = `${when} action ${at}, ${action.do}`
    const outcome = (await drive('fail', one, String(at), when)) as { readonly kind: string }
    expect({ where, kind: outcome.kind }).toEqual({ where, kind: 'rolled-back' })
    expect({ where, ...(await snapshot(server)) }).toEqual({ where, ...before })
  }
  console.log(`${points.length} of ${actions.length} actions made to fail ${when} it took effect`)
}
