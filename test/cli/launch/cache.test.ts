import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { treeOf } from '../../support/server-folder.js'

/** The program in a folder of its own, as nobody has started it yet. */
function installed() {
  const folder = mkdtempSync(join(tmpdir(), 'mastodon-tune-launch-'))
  cpSync(join(import.meta.dirname, '../../../dist'), folder, { recursive: true })
  const home = join(folder, 'app/compiled')
  rmSync(home, { recursive: true, force: true })
  chmodSync(join(folder, 'app'), 0o755)
  const start = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'cli.cjs'), ...args], {
      encoding: 'utf8',
    })
    return `${status} ${stdout}${stderr}`
  }
  const kept = () => readdirSync(home).map((name) => join(home, name))
  return { app: join(folder, 'app'), home, start, kept }
}

test('the first start leaves what it compiled, the second reads it and leaves nothing new, and both say the same', () => {
  const { start, kept } = installed()
  const first = start('plan', '--practice')
  expect(first).toMatch(/^2 /)
  const files = kept()
  expect(files.map((file) => lstatSync(file).mode & 0o777)).toEqual(files.map(() => 0o644))
  const before = files.map((file) => lstatSync(file).ino)
  expect(start('plan', '--practice')).toBe(first)
  expect(kept()).toEqual(files)
  expect(files.map((file) => lstatSync(file).ino)).toEqual(before)
})

test.each([
  ['empty', ''],
  ['not what V8 writes', 'nonsense'],
  ['cut short', undefined],
])('one that is %s costs nothing and is made anew', (_, text) => {
  const { start, kept } = installed()
  const said = start('--version')
  const [file = ''] = kept()
  const whole = readFileSync(file)
  writeFileSync(file, text ?? whole.subarray(0, whole.length / 2))
  expect(start('--version')).toBe(said)
  expect(readFileSync(file).length).toBeGreaterThan(whole.length / 2)
})

test('one that others could have written is not read but replaced', () => {
  const { start, kept } = installed()
  const said = start('--version')
  const [file = ''] = kept()
  chmodSync(file, 0o666)
  expect(start('--version')).toBe(said)
  expect(lstatSync(file).mode & 0o777).toBe(0o644)
})

test.each([
  ['that others may write', ({ app }: { app: string }) => chmodSync(app, 0o777)],
  ['whose place a symlink takes', ({ app, home }: { app: string; home: string }) => symlinkSync(app, home)],
  ['whose place a file takes', ({ home }: { home: string }) => writeFileSync(home, '')],
  [
    'with a room of its own that others may write',
    ({ home }: { home: string }) => {
      mkdirSync(home)
      chmodSync(home, 0o777)
    },
  ],
])('nothing is left in a folder %s, and the program works', (_, spoil) => {
  const place = installed()
  spoil(place)
  const paths = () => treeOf(place.app).map(([path]) => path)
  const before = paths()
  expect(place.start('--version')).toMatch(/^0 \d/)
  expect(paths()).toEqual(before)
})

test('NODE_DISABLE_COMPILE_CACHE has nothing left', () => {
  const { app, start } = installed()
  process.env['NODE_DISABLE_COMPILE_CACHE'] = '1'
  onTestFinished(() => void delete process.env['NODE_DISABLE_COMPILE_CACHE'])
  expect(start('--version')).toMatch(/^0 \d/)
  expect(readdirSync(app)).not.toContain('compiled')
})

test('a program that was edited since is run as it is now', () => {
  const { app, start } = installed()
  const said = start('--version')
  const file = join(app, 'rest.cjs')
  const text = readFileSync(file, 'utf8')
  const version = said.slice(2).trim()
  writeFileSync(file, text.replaceAll(`"${version}"`, `"${version.replace(/\d/g, '7')}"`))
  expect(start('--version').trim()).toBe(`0 ${version.replace(/\d/g, '7')}`)
})
