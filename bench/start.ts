// npm run bench [ROUNDS]: how fast the program starts and answers, beside what others need, all interleaved in one run.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { markdown } from './markdown.js'
import { digits, median, quantile, shuffled } from './numbers.js'
import { copyOf } from './start/copies.js'
import { installPeers, type Node, nodes, tarball } from './start/install.js'
import { frames, type Keys, keysOn } from './start/keys.js'
import { bare, clack, measured, type Start, startsWith, usedCopy } from './start/starts.js'

const root = join(import.meta.dirname, '..')
const rounds = Number(process.argv[2] ?? 15)

async function main(): Promise<void> {
  const peers = installPeers()
  const whiptail = which('whiptail')
  console.log(
    `Terminal of 80x24, ${rounds} shuffled rounds, medians; x: of this case over the base of the same round.`,
  )
  if (whiptail === undefined) console.log('whiptail is not installed here.')
  for (const node of nodes()) await withNode(node, peers, whiptail)
  const { bytes, files, packages } = tarball(root)
  console.log(
    `\nThe tarball: ${(bytes / 1000).toFixed(0)} KB, ${files} files, ${packages} packages to install besides.`,
  )
}

async function withNode(node: Node, peers: string, whiptail: string | undefined): Promise<void> {
  const dist = join(root, 'dist')
  const [first, later] = [copyOf(dist), await usedCopy(node, dist)]
  try {
    const starts = startsWith(node, peers, whiptail, first, later)
    const times = new Map<string, { readonly ms: number; readonly peak: number }[]>()
    const keys: Keys[] = []
    for (let round = -1; round < rounds; round++) {
      for (const each of shuffled(starts)) {
        const took = await measured(each)
        // The first round warms the disk's cache.
        if (round >= 0) times.set(each.name, [...(times.get(each.name) ?? []), took])
      }
      if (round >= 0 && round % 5 === 0) keys.push(await keysOn([node.path, later.program, '--practice']))
    }
    console.log(
      `\nNode ${node.version}\n\n${startTable(starts, times)}\n\n${keyTable(keys, median((times.get(bare) ?? []).map(({ peak }) => peak)))}`,
    )
  } finally {
    first.remove()
    later.remove()
  }
}

function startTable(
  starts: readonly Start[],
  times: ReadonlyMap<string, readonly { readonly ms: number; readonly peak: number }[]>,
): string {
  const msOf = (name: string) => (times.get(name) ?? []).map(({ ms }) => ms)
  const over = (name: string, base: string) =>
    digits(median(msOf(name).map((ms, round) => ms / (msOf(base)[round] ?? Number.NaN))), 2)
  const rows = starts.map(({ name }) => {
    const peaks = (times.get(name) ?? []).map(({ peak }) => peak)
    return [
      name,
      digits(median(msOf(name)), 1),
      digits(Math.min(...msOf(name)), 1),
      over(name, bare),
      over(name, clack),
      digits(median(peaks), 1),
    ]
  })
  return markdown(['start', 'ms', 'least', 'x node -e', 'x clack', 'MB'], rows)
}

function keyTable(runs: readonly Keys[], floor: number): string {
  const all = runs.flatMap(({ reactions }) => reactions)
  const most = median(runs.map(({ peak }) => peak))
  return markdown(
    ['on the review, files and links', ''],
    [
      ['keys pressed', `${all.length}`],
      [
        'ms from a key to the last of its frame, p50 / p95',
        `${digits(median(all.map(({ last }) => last)), 1)} / ${digits(
          quantile(
            all.map(({ last }) => last),
            0.95,
          ),
          1,
        )}`,
      ],
      [
        'bytes a key, median / mean / most',
        `${median(all.map(({ bytes }) => bytes))} / ${digits(all.reduce((sum, { bytes }) => sum + bytes, 0) / all.length, 0)} / ${Math.max(...all.map(({ bytes }) => bytes))}`,
      ],
      [
        'writes a key, median / most',
        `${median(all.map(({ text }) => frames(text)))} / ${Math.max(...all.map(({ text }) => frames(text)))}`,
      ],
      [
        'positions shown of a key held at 30 a second',
        runs.map(({ held }) => `${held.shown} of ${held.of}`).join(', '),
      ],
      ['questions to the terminal', `${Math.max(...runs.map(({ asks }) => asks))}`],
      ['most memory, MB / x node -e', `${digits(most, 1)} / ${digits(most / floor, 2)}`],
    ],
  )
}

function which(program: string): string | undefined {
  try {
    return execFileSync('which', [program], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

await main()
