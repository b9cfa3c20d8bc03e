import type { PracticeHost } from '../../src/practice/host.js'

/** All that a run must lead to: files and links, and each process with the text it was started from and whether it takes jobs. */
export function snapshotOf(host: PracticeHost) {
  const below = [...host.files.nodes].filter(
    ([path]) => path.startsWith('/etc/') || path.startsWith('/run/systemd'),
  )
  const running = [...host.systemd.running].map(([unit, { directives, quietSince }]) => [
    unit,
    [[...directives], quietSince !== null],
  ])
  return { files: Object.fromEntries(below), running: Object.fromEntries(running) }
}
