import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { reasonNotToRun } from '../../src/apply/safe-to-run.js'
import type { Context } from '../../src/commands/context.js'
import { withRevert } from '../../src/commands/run/unless-confirmed.js'
import type { Host } from '../../src/host/host.js'
import { localHost } from '../../src/host/local.js'
import { practiceHost } from '../../src/practice/host.js'

const node = '/usr/bin/node'
const command = '/usr/local/bin/mastodon-tune'
const dist = '/usr/local/lib/node_modules/mastodon-tune/dist'
const files = [node, `${dist}/cli.cjs`, `${dist}/app/cli.cjs`, `${dist}/app/compiled/cli.bin`]

/** A server in a folder, on which the program is installed as npm does it; `owners` are those of paths that root does not own. */
function server(owners: Readonly<Record<string, number>> = {}): {
  readonly root: string
  readonly host: Host
} {
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-program-'))
  for (const path of files) {
    mkdirSync(join(root, dirname(path)), { recursive: true, mode: 0o755 })
    writeFileSync(join(root, path), '', { mode: 0o644 })
  }
  mkdirSync(join(root, dirname(command)), { recursive: true })
  symlinkSync('../lib/node_modules/mastodon-tune/dist/cli.cjs', join(root, command))
  const host = localHost({ root })
  return {
    root,
    host: { ...host, stat: async (path) => ({ ...(await host.stat(path)), uid: owners[path] ?? 0 }) },
  }
}

test('what npm installs as root may be run again', async () => {
  expect(await reasonNotToRun(server().host, [node, command, 'undo', '--yes'])).toBeUndefined()
})

const onTheWay = [
  ...files,
  command,
  dirname(node),
  dirname(command),
  dist,
  dirname(dist),
  `${dist}/app`,
  `${dist}/app/compiled`,
]

test.each(onTheWay)('%s must be root’s alone', async (path) => {
  expect(await reasonNotToRun(server({ [path]: 990 }).host, [node, command])).toMatch(
    new RegExp(`^${path} belongs to the user with the number 990\\. .*npm i -g mastodon-tune`),
  )
  if (path === command) return
  const { root, host } = server()
  chmodSync(join(root, path), 0o775)
  expect(await reasonNotToRun(host, [node, command])).toContain(
    `${path} can be written by others than root (mode 0775)`,
  )
})

test('a link in a circle, and a program that is gone, end in a sentence', async () => {
  const { root, host } = server()
  symlinkSync('/usr/bin/round', join(root, 'usr/bin/round'))
  expect(await reasonNotToRun(host, ['/usr/bin/round'])).toMatch(/circles/)
  expect(await reasonNotToRun(host, ['/usr/bin/gone'])).toMatch('/usr/bin/gone does not exist')
})

test('a program that the user mastodon owns is not put into a service of root’s, and nothing is changed', async () => {
  const pretend = practiceHost()
  await pretend.write('/home/mastodon/mt/cli.cjs', '', 0o755)
  const before = [...pretend.files.nodes.keys()]
  const context = {
    host: { ...pretend, kind: 'local' },
    options: {},
    program: [node, '/home/mastodon/mt/cli.cjs'],
  } as unknown as Context
  let worked = false
  const outcome = await withRevert(context, 60, 10, async () => {
    worked = true
    return { kind: 'nothing-to-do' }
  })
  expect(outcome).toMatchObject({
    kind: 'refused',
    because: expect.stringContaining('/home/mastodon belongs to the user with the number 990'),
  })
  expect(worked).toBe(false)
  expect([...pretend.files.nodes.keys()]).toEqual(before)
})
