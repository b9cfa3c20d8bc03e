/** What a command does, in words that other programs have for it. */
const wordsFor: readonly (readonly [command: string, words: readonly string[]])[] = [
  ['plan', ['dry-run', 'dryrun', 'preview', 'diff', 'simulate', 'n']],
  ['apply', ['deploy', 'run', 'execute']],
  ['resize', ['scale', 'tune', 'set']],
  ['undo', ['rollback', 'revert', 'restore', 'back']],
  ['undo --list', ['history', 'log']],
  ['confirm', ['keep', 'accept']],
  ['status', ['doctor', 'diagnose', 'info', 'show', 'queues']],
  ['status --watch', ['watch', 'top', 'monitor']],
  ['help', ['usage', 'man']],
  ['version', ['v']],
  // The wizard has no word of its own.
  ['', ['wizard', 'setup', 'init', 'interactive']],
]

/** What such a word means here: what to type after `mastodon-tune`. */
export const otherWords: ReadonlyMap<string, string> = new Map(
  wordsFor.flatMap(([command, words]) => words.map((word) => [word, command] as const)),
)
