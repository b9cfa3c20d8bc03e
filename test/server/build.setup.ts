import { execFileSync } from 'node:child_process'

/** Builds the program once, before servers that run side by side install it. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
}
