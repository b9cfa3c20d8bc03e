import { expect, test } from 'vitest'
import type { Host } from '../../src/host/host.js'
import { rootHost } from '../../src/host/root.js'
import { verify } from '../../src/host/verify.js'
import { practiceHost } from '../../src/practice/host.js'
import type { Path } from '../../src/state.js'
import { putFile } from '../support/server-folder.js'
import { serverWithSecrets } from '../support/server-with-secrets.js'
import { systemdVersion } from '../support/systemd-analyze.js'

const units = '/etc/systemd/system'
const dropIn = `${units}/mastodon-web.service.d/x.conf`
const good = '[Service]\nExecStart=/bin/true\n'

/** A folder whose units and drop-ins the real systemd-analyze finds, as it does on the server that the folder stands for. */
function folderHost(files: Readonly<Record<Path, string>>): Host {
  const root = serverWithSecrets()
  for (const [path, text] of Object.entries(files)) putFile(root, path, text)
  const host = rootHost(root)
  const withItsUnits = (env: Readonly<Record<string, string>> = {}) => ({
    ...env,
    SYSTEMD_UNIT_PATH: `${env['SYSTEMD_UNIT_PATH']}${root}${units}:`,
  })
  return { ...host, run: (argv, options) => host.run(argv, { ...options, env: withItsUnits(options?.env) }) }
}

test.skipIf(systemdVersion === 0)(
  "systemd's word on an admin's drop-in bars nothing and names the line; on the unit itself it does",
  async () => {
    const host = folderHost({ [dropIn]: '[Service]\nFoo=bar\n' })
    const said = await verify(host, { [`${units}/mastodon-web.service`]: good })
    expect(said.refuses).toEqual([])
    expect(said.warns).toContain(`${dropIn}:2: Unknown key 'Foo' in section [Service], ignoring.`)
    const { refuses, warns } = await verify(host, { [`${units}/mastodon-web.service`]: `${good}Bar=foo\n` })
    expect(refuses).toEqual(["mastodon-web.service:3: Unknown key 'Bar' in section [Service], ignoring."])
    expect(warns).toEqual(said.warns)
  },
)

test.skipIf(systemdVersion === 0)(
  'a unit that can not be loaded is refused although a drop-in is wrong, too',
  async () => {
    const host = folderHost({ [dropIn]: '[Service]\nFoo=bar\n' })
    const { refuses } = await verify(host, {
      [`${units}/mastodon-web.service`]: '[Service]\nExecStart=/nowhere/puma\n',
    })
    expect(refuses.join()).toMatch(/mastodon-web\.service: Command \/nowhere\/puma is not executable/)
  },
)

test('a status other than 0 refuses also where systemd names no file of ours', async () => {
  const host: Host = {
    ...practiceHost(),
    run: async () => ({ status: 1, stdout: '', stderr: 'out of memory\n' }),
  }
  const { refuses } = await verify(host, { [`${units}/mastodon-web.service`]: good })
  expect(refuses).toEqual(['systemd-analyze verify ended with status 1: out of memory'])
})
