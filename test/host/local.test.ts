import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { localHost } from '../../src/host/local.js'

test.each(['INT', 'HUP'])('runs a command again that a %s of its first moment ended', async (signal) => {
  const seen = join(mkdtempSync(join(tmpdir(), 'mastodon-tune-local-')), 'seen')
  const script = `test -e ${seen} || { touch ${seen}; kill -${signal} $$; }; echo done`
  expect(await localHost().run(['sh', '-c', script])).toEqual({ status: 0, stdout: 'done\n', stderr: '' })
})

test('tells of a command that a signal ends every time', async () => {
  expect(await localHost().run(['sh', '-c', 'kill -INT $$'])).toMatchObject({ status: 130 })
  expect(await localHost().run(['sh', '-c', 'kill -KILL $$'])).toMatchObject({ status: 137 })
})
