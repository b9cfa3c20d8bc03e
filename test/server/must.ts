import type { TestServer } from './server.js'

/** Runs a command inside that a test cannot go on without. */
export async function must(server: TestServer, argv: readonly string[]): Promise<void> {
  const { status, stderr } = await server.run(argv)
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${status}\n${stderr}`)
}
