import { type Copy, copyOf } from './copies.js'
import { type Node, versionOf } from './install.js'
import { start } from './pty.js'

/** A program whose start is measured: until when, and what is done before. */
export interface Start {
  readonly name: string
  readonly argv: readonly string[]
  readonly shows: string
  readonly before?: () => void
}

/** What is measured with a version of Node. `peers` is the folder with the programs to compare with. */
export function startsWith(
  node: Node,
  peers: string,
  whiptail: string | undefined,
  first: Copy,
  later: Copy,
): readonly Start[] {
  const ours = (copy: Copy, name: string, args: readonly string[], shows: string): Start => ({
    name,
    argv: [node.path, copy.program, ...args],
    shows,
    ...(copy === first ? { before: first.forget } : {}),
  })
  const peer = (name: string, file: string): Start => ({
    name,
    argv: [node.path, `${peers}/${file}`],
    shows: 'Pick one',
  })
  const menu = [
    '--menu',
    'Pick one',
    '20',
    '60',
    '8',
    ...['default', 'push', 'ingress', 'mailers', 'pull'].flatMap((queue) => [queue, queue]),
  ]
  return [
    {
      name: bare,
      argv: [node.path, '-e', 'console.log("Pick one"); setInterval(() => {}, 1000)'],
      shows: 'Pick one',
    },
    peer('readline by hand', 'readline.mjs'),
    peer(clack, 'clack.mjs'),
    peer(versionOf('@inquirer/prompts'), 'inquirer.mjs'),
    ...(whiptail === undefined ? [] : [{ name: 'whiptail', argv: [whiptail, ...menu], shows: 'Pick one' }]),
    ours(first, 'the wizard, first start ever', ['--practice'], 'Looking at this server'),
    ours(later, 'the wizard, later starts', ['--practice'], 'Looking at this server'),
    ours(first, 'the wizard, first start ever, to what was found', ['--practice'], 'What I found'),
    ours(later, 'the wizard, later starts, to what was found', ['--practice'], 'What I found'),
    ours(first, '--version, first start ever', ['--version'], '.'),
    ours(later, '--version', ['--version'], '.'),
    ours(first, '--help, first start ever', ['--help'], 'display help'),
    ours(later, '--help', ['--help'], 'display help'),
  ]
}

/** The floor of all starts. */
export const bare = 'node -e'
/** The nearest of the peers. */
export const clack = versionOf('@clack/prompts')

/** One start of each, in any order: ms to what it shows, and the most memory until then in MB. */
export async function measured({
  argv,
  shows,
  before,
}: Start): Promise<{ readonly ms: number; readonly peak: number }> {
  before?.()
  const program = start(argv)
  try {
    const ms = await program.until(shows)
    return { ms, peak: peakOf(program) }
  } finally {
    await program.kill()
  }
}

function peakOf(program: { peak(): number }): number {
  try {
    return program.peak()
  } catch {
    // It has ended already, as --version does.
    return Number.NaN
  }
}

/** A copy whose first start is over: it went to the review, and what it compiled is there. */
export async function usedCopy(node: Node, dist: string): Promise<Copy> {
  const copy = copyOf(dist)
  const program = start([node.path, copy.program, '--practice'])
  await program.until('What I found')
  program.type('\u0003')
  await program.exited
  return copy
}
