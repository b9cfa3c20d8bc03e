import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { eventually } from '../support/eventually.js'
import { isAlive } from './alive.js'

const HERE = dirname(fileURLToPath(import.meta.url))
const PREFIX = 'mastodon-tune-server-'

/** The process that keeps one server and takes it down when this process ends. */
export interface Guard {
  readonly folder: string
  /** Asks for the end and waits until nothing of the server is left. */
  end(): Promise<void>
}

/** Starts the guard of a new server. */
export async function startGuard(base: string, project: string): Promise<Guard> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  const log = openSync(join(folder, 'log'), 'a')
  // A session of its own: Ctrl-C in the terminal must reach the test, not its guard.
  const child = spawn('sh', [join(HERE, 'guard.sh'), base, folder, project], {
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  await writeFile(join(folder, 'guard.pid'), `${child.pid}\n`)
  child.unref()
  return { folder, end: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const exited = once(child, 'exit')
  child.stdin?.end()
  await exited
}

/** Takes down what a guard left that was itself killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(tmpdir(), name)
    const guard = numberIn(join(folder, 'guard.pid'))
    if (guard === undefined || isAlive(guard)) continue
    const nspawn = numberIn(join(folder, 'nspawn.pid'))
    // Ids are used again: only a process that names this folder is the server.
    if (nspawn !== undefined && commandLine(nspawn).includes(folder)) killWithChildren(nspawn)
    await execa('umount', ['--lazy', join(folder, 'root')], { reject: false })
    await execa('rm', ['-rf', '--one-file-system', folder], { reject: false })
    await removeGroups(name)
  }
}

/** The server's PID 1 outlives a killed nspawn, and with it everything that runs inside: so it goes first. */
function killWithChildren(nspawn: number): void {
  const children = read(`/proc/${nspawn}/task/${nspawn}/children`)
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
  for (const pid of [...children, nspawn]) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

/** The same folders as in guard.sh; one that still has a process in it stays. */
async function removeGroups(name: string): Promise<void> {
  for (const hierarchy of ['systemd/', 'unified/', '']) {
    const group = join('/sys/fs/cgroup', hierarchy, name)
    if (!existsSync(group)) continue
    // A killed process leaves its group a moment later.
    const emptied = () =>
      execa('find', [group, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', '+'], { reject: false })
    await eventually(async () => (await emptied()).exitCode === 0, { within: 5_000 }).catch(() => undefined)
  }
}

function numberIn(path: string): number | undefined {
  return Number(read(path)) || undefined
}

function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
