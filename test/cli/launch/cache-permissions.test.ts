import { expect, test } from 'vitest'
import { type FileStatus, mayReadCache, mayWriteCache } from '../../../src/cli/launch/cache-permissions.js'

const admin = 1000
const other = 1001
const place = (kind: 'file' | 'folder' | 'link', uid: number, mode: number): FileStatus => ({
  uid,
  mode,
  isFile: () => kind === 'file',
  isDirectory: () => kind === 'folder',
})
const program = place('file', admin, 0o644)
const folder = place('folder', admin, 0o755)
const cache = place('file', admin, 0o644)

test.each<[string, boolean, FileStatus, FileStatus, FileStatus]>([
  ['all of one owner', true, program, folder, cache],
  ["root's, of an admin's program", true, program, place('folder', 0, 0o755), place('file', 0, 0o644)],
  ["an admin's, of root's program", false, place('file', 0, 0o644), folder, cache],
  ["another's", false, program, folder, place('file', other, 0o644)],
  ["in another's folder", false, program, place('folder', other, 0o755), cache],
  ['one that a group may write', false, program, folder, place('file', admin, 0o664)],
  ['one that all may write', false, program, folder, place('file', admin, 0o646)],
  ['in a folder that a group may write', false, program, place('folder', admin, 0o775), cache],
  ['in a folder that all may write, sticky', false, program, place('folder', admin, 0o1777), cache],
  ['of a program that a group may write', false, place('file', admin, 0o664), folder, cache],
  ['a symlink', false, program, folder, place('link', admin, 0o777)],
  ['in a symlink to a folder', false, program, place('link', admin, 0o777), cache],
  ['no regular file', false, program, folder, place('folder', admin, 0o755)],
])('compiled code is read: %s: %s', (_, read, ...places) => {
  expect(mayReadCache(...places)).toBe(read)
})

test.each<[string, boolean, FileStatus, FileStatus, number | undefined]>([
  ['by the owner', true, program, folder, admin],
  ["by root, of an admin's program", false, program, folder, 0],
  ['by another', false, program, folder, other],
  ['by nobody knows whom', false, program, folder, undefined],
  ['where a group may write', false, program, place('folder', admin, 0o775), admin],
  ['of a program that a group may write', false, place('file', admin, 0o664), folder, admin],
  ["into another's folder", false, program, place('folder', other, 0o755), admin],
  ['through a symlink', false, program, place('link', admin, 0o777), admin],
])('compiled code is left: %s: %s', (_, written, from, into, user) => {
  expect(mayWriteCache(from, into, user)).toBe(written)
})
