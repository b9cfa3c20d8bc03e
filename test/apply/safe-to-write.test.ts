import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reasonNotToWrite } from '../../src/apply/safe-to-write.js'
import { apply } from '../../src/apply.js'
import { alone } from '../../src/commands/run/lock.js'
import { observe } from '../../src/facts/state.js'
import type { Host } from '../../src/host/host.js'
import { localHost } from '../../src/host/local.js'
import { practiceHost } from '../../src/practice/host.js'
import type { Action, Path } from '../../src/state.js'

const home = '/var/lib/mastodon-tune'
const units = '/etc/systemd/system'

/** A server in a folder of ours, as if root owned it; `owners` are those of paths that root does not own. */
function server(owners: Readonly<Record<string, number>> = {}): {
  readonly root: string
  readonly host: Host
} {
  const root = mkdtempSync(join(tmpdir(), 'mastodon-tune-trust-'))
  chmodSync(root, 0o755)
  for (const folder of [units, `${units}/mastodon.target.wants`, '/run/systemd/system', `${home}/history`]) {
    mkdirSync(join(root, folder), { recursive: true, mode: 0o755 })
  }
  for (const file of ['under-way.json', 'history/000001.json'])
    writeFileSync(join(root, home, file), '{}', { mode: 0o600 })
  writeFileSync(join(root, units, 'mastodon-web.service'), '', { mode: 0o644 })
  const host = localHost({ root })
  return {
    root,
    host: { ...host, stat: async (path) => ({ ...(await host.stat(path)), uid: owners[path] ?? 0 }) },
  }
}

test('a server that only root can write is trusted', async () => {
  expect(
    await reasonNotToWrite(server().host, [`${units}/multi-user.target.wants/mastodon.target`]),
  ).toBeUndefined()
})

const onTheWay = [
  '/',
  '/etc',
  '/etc/systemd',
  units,
  `${units}/mastodon.target.wants`,
  '/run',
  '/run/systemd/system',
  '/var/lib',
  home,
]

test.each([...onTheWay, `${home}/history`])(
  '%s is refused by name where others than root own it, can write it, or it is a link',
  async (path) => {
    expect(await reasonNotToWrite(server({ [path]: 990 }).host)).toMatch(
      `${path} belongs to the user with the number 990`,
    )
    for (const mode of [0o775, 0o757]) {
      const { root, host } = server()
      chmodSync(join(root, path), mode)
      expect(await reasonNotToWrite(host)).toMatch(`run \`chmod go-w ${path}\``)
    }
    if (path === '/') return
    const { root, host } = server()
    renameSync(join(root, path), join(root, 'elsewhere'))
    symlinkSync('/elsewhere', join(root, path))
    expect(await reasonNotToWrite(host)).toMatch(`${path} is a symlink`)
  },
)

test.each([`${home}/under-way.json`, `${home}/history/000001.json`])(
  '%s is refused where it is not root’s alone',
  async (path) => {
    expect(await reasonNotToWrite(server({ [path]: 990 }).host)).toMatch(`chown root ${path}`)
    const open = server()
    chmodSync(join(open.root, path), 0o644)
    expect(await reasonNotToWrite(open.host)).toMatch(`chmod 600 ${path}`)
    const linked = server()
    renameSync(join(linked.root, path), join(linked.root, 'elsewhere'))
    symlinkSync('/elsewhere', join(linked.root, path))
    expect(await reasonNotToWrite(linked.host)).toMatch(`${path} is a symlink`)
  },
)

test('a unit file that others can write is refused; what is sticky on the way is not, at the end it is', async () => {
  const { root, host } = server()
  chmodSync(join(root, units, 'mastodon-web.service'), 0o664)
  expect(await reasonNotToWrite(host)).toMatch(`chmod go-w ${units}/mastodon-web.service`)
  const sticky = server()
  chmodSync(join(sticky.root, 'etc'), 0o1777)
  expect(await reasonNotToWrite(sticky.host)).toBeUndefined()
  chmodSync(join(sticky.root, units), 0o1777)
  expect(await reasonNotToWrite(sticky.host)).toMatch(units)
})

test('a name in the place of a record sends nothing to the terminal', async () => {
  const { root, host } = server()
  writeFileSync(join(root, home, 'x\u001b[31m\ny'), '', { mode: 0o666 })
  chmodSync(join(root, home, 'x\u001b[31m\ny'), 0o666)
  expect(await reasonNotToWrite(host)).toContain('x\\x1b[31m\\ny')
})

test('no command that changes anything begins where others can write the units: not even its lock is taken', async () => {
  const { root, host } = server()
  chmodSync(join(root, units), 0o777)
  let worked = false
  const work = async () => {
    worked = true
  }
  await expect(alone(host, work)).rejects.toThrow(`run \`chmod go-w ${units}\``)
  expect([worked, existsSync(join(root, 'run/mastodon-tune.lock'))]).toEqual([false, false])
})

test.each([units, '/etc/systemd/other'])(
  'what a plan writes is written only where root alone can: not in %s',
  async (folder: Path) => {
    const pretend = practiceHost()
    await pretend.makeDirectory(folder, 0o755)
    const host: Host = {
      ...pretend,
      kind: 'local',
      stat: async (path) => ({ ...(await pretend.stat(path)), uid: path === folder ? 990 : 0 }),
    }
    const before = new Map(pretend.files.nodes)
    const from = await observe(host)
    const actions: readonly Action[] = [
      { do: 'write', path: `${folder}/mastodon-x.service`, text: '[Service]\nExecStart=/bin/true\n' },
    ]
    const outcome = await apply({ from, to: from, actions }, { host, tell: () => undefined })
    expect(outcome).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining(`chown root ${folder}`),
    })
    expect([...pretend.files.nodes]).toEqual([...before])
  },
)
