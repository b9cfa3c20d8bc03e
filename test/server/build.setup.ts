import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { whyNoServer } from './can.js'
import { pack } from './program.js'

/** Builds and packs the program once, before servers that run side by side install it. Hands back what clears up after them. */
export function setup(): (() => void) | undefined {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (whyNoServer() !== undefined) return undefined
  const packed = pack()
  process.env['MASTODON_TUNE_PACKED'] = packed
  return () => rmSync(dirname(packed), { recursive: true })
}
