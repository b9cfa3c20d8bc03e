import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestServer } from './server.js'

export { eventually } from '../support/eventually.js'

/** What one live Sidekiq process says of itself in Redis. */
export interface SidekiqProcess {
  readonly identity: string
  readonly pid: number
  readonly queues: readonly string[]
  readonly concurrency: number
  readonly quiet: boolean
  readonly busy: number
}

/** The Sidekiq processes that live. Their heartbeat makes news late by up to 10 s. */
export async function sidekiqProcesses(server: TestServer): Promise<readonly SidekiqProcess[]> {
  const identities = await redis(server, ['SMEMBERS', 'processes'])
  const found = await Promise.all(identities.map((identity) => sidekiqProcess(server, identity)))
  return found.filter((one) => one !== undefined)
}

async function sidekiqProcess(server: TestServer, identity: string): Promise<SidekiqProcess | undefined> {
  // One that died without a word stays in the set, but its own key runs out.
  const [info = '', quiet, busy] = await redis(server, ['HMGET', identity, 'info', 'quiet', 'busy'])
  if (info === '') return undefined
  const { pid, queues, concurrency } = JSON.parse(info) as {
    pid: number
    queues: string[]
    concurrency: number
  }
  // A queue is listed once for each point of its weight.
  return {
    identity,
    pid,
    queues: [...new Set(queues)],
    concurrency,
    quiet: quiet === 'true',
    busy: Number(busy),
  }
}

/** The answer of the server's Redis to one command, line by line. */
export async function redis(server: TestServer, command: readonly string[]): Promise<readonly string[]> {
  const { status, stdout, stderr } = await server.run(['redis-cli', '--raw', ...command])
  if (status !== 0) throw new Error(`redis-cli ${command.join(' ')}: ${stderr}`)
  const text = stdout.replace(/\n$/, '')
  return text === '' ? [] : text.split('\n')
}

/** The HTTP status of Puma's health page; 0 without an answer. */
export function webStatus(server: TestServer, port = 3000): Promise<number> {
  return httpStatus(server, `http://127.0.0.1:${port}/health`)
}

/** The HTTP status of one streaming process's health page; 0 without an answer. */
export function streamingStatus(server: TestServer, port: number): Promise<number> {
  return httpStatus(server, `http://127.0.0.1:${port}/api/v1/streaming/health`)
}

async function httpStatus(server: TestServer, address: string): Promise<number> {
  const argv = [
    'curl',
    '--silent',
    '--max-time',
    '5',
    '--output',
    '/dev/null',
    '--write-out',
    '%{http_code}',
    address,
  ]
  return Number((await server.run(argv)).stdout)
}

/** The journal since boot, of one unit or of all. */
export async function journal(server: TestServer, unit?: string): Promise<string> {
  const of = unit === undefined ? [] : ['--unit', unit]
  return (await server.run(['journalctl', '--boot', '--no-pager', ...of])).stdout
}

/** What a set-up leaves on a server, so that two moments can be compared. */
export interface Snapshot {
  /** Text by path, below /etc/systemd/system. */
  readonly files: Readonly<Record<string, string>>
  /** Target by path, below /etc/systemd/system. */
  readonly links: Readonly<Record<string, string>>
  /** Active services and targets of Mastodon's, sorted. */
  readonly running: readonly string[]
}

/** Takes a snapshot of the server's units; again, where one of them went while it was taken. */
export async function snapshot(server: TestServer): Promise<Snapshot> {
  try {
    return { ...(await unitFiles(server)), running: await running(server) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return snapshot(server)
    throw error
  }
}

async function unitFiles(server: TestServer): Promise<Pick<Snapshot, 'files' | 'links'>> {
  const folder = join(server.root, 'etc/systemd/system')
  const files: Record<string, string> = {}
  const links: Record<string, string> = {}
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    const kind = await lstat(join(folder, path))
    if (kind.isSymbolicLink()) links[path] = await readlink(join(folder, path))
    else if (kind.isFile()) files[path] = await readFile(join(folder, path), 'utf8')
  }
  return { files, links }
}

async function running(server: TestServer): Promise<readonly string[]> {
  const plain = ['--plain', '--no-legend', '--no-pager', '--state=active', '--type=service,target']
  const { stdout } = await server.run(['systemctl', 'list-units', ...plain, 'mastodon*'])
  return stdout
    .split('\n')
    .flatMap((line) => line.split(' ')[0] || [])
    .sort()
}
