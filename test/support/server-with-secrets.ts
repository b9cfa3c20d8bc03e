import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { folder, pwned } from './hostile-inputs.js'
import { cli, type Ran } from './program.js'
import { serverFolder } from './server-folder.js'

export const home = '/home/mastodon/live'

/** Values that must appear nowhere. */
export const plantedSecrets = [
  'planted-secret-key-base-0123456789',
  'planted-db-pass',
  'planted-redis-pass',
  'planted-smtp-password',
  'planted.smtp.example',
  'planted-bucket',
]

const env = `SECRET_KEY_BASE=${plantedSecrets[0]}
DB_PASS="${plantedSecrets[1]}"
DB_HOST=127.0.0.1
REDIS_URL=redis://planted-user:${plantedSecrets[2]}@127.0.0.1:1/0
SMTP_PASSWORD='${plantedSecrets[3]}'
SMTP_SERVER=${plantedSecrets[4]}
S3_BUCKET=${plantedSecrets[5]}
`

/** A folder that looks like a server with the stock units, and with secrets that nobody may be told. */
export const serverWithSecrets = () =>
  serverFolder('stock', { [`${home}/.env.production`]: env, '/etc/hostname': 'stand-in\n' })

/** Seconds after which a run hangs. A machine that is busy with other tests is slow, too. */
const patience = 40

/** Runs the program as an admin does, without a terminal; null as its status says that it hung or died of a signal. */
export function tune(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('node', [cli, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience * 1000,
      killSignal: 'SIGKILL',
    })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    )
  })
}

/** What must hold whatever the input was: an end with one of these statuses, nothing run, nothing sent but text, no secret told. */
export function expectTame({ status, stdout, stderr }: Ran, statuses: readonly number[], what: string): void {
  const said = stdout + stderr
  expect(statuses, `${what}: ${said.slice(0, 2000)}`).toContain(status)
  expect(
    /[^\n\u0020-\u007e\u00a0-\uffff]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(said.replaceAll('\n', ''))?.[0],
    what,
  ).toBeUndefined()
  expect(said, what).not.toMatch(
    /^ {4}at |node:internal|TypeError|Cannot read prop|is not a function|is not iterable|Maximum call/m,
  )
  for (const value of plantedSecrets) expect(said, what).not.toContain(value)
  if (status === 1) expect(stderr.length, what).toBeLessThan(4000)
  expect(existsSync(pwned), what).toBe(false)
}

/** Does work for each entry, three at a time. */
export async function threeAtATime<T>(
  entries: readonly T[],
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const left = [...entries]
  const worker = async () => {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) await work(entry)
  }
  await Promise.all([worker(), worker(), worker()])
}
