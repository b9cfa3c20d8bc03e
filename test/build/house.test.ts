import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  betweenRooms,
  circlesIn,
  type Import,
  importsIn,
  roomOf,
  roomsIn,
  strayImports,
  unusedPermissions,
} from '../../build/house.js'

const root = join(import.meta.dirname, '../..')
const imports = importsIn(root)
const rooms = roomsIn(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'))

test('every import is one that the table in CONTRIBUTING.md allows', () => {
  expect(strayImports(imports, rooms)).toEqual([])
})

test('the table allows nothing that no import needs', () => {
  expect(unusedPermissions(imports, rooms)).toEqual([])
})

test('the table names every room, the lower ones first', () => {
  const names = rooms.map(({ name }) => name)
  expect([...new Set(imports.flatMap(({ from, to }) => [roomOf(from), roomOf(to)]))].sort()).toEqual(
    [...names].sort(),
  )
  const ground = rooms.find(({ name }) => name === 'state')?.mayUse ?? []
  const upward = rooms.flatMap(({ name, mayUse }, at) =>
    mayUse
      .filter((other) => names.indexOf(other) > at && !ground.includes(other))
      .map((other) => `${name} → ${other}`),
  )
  expect(upward).toEqual([])
})

test('no room and no file is part of a circle', () => {
  expect(circlesIn(betweenRooms(imports))).toEqual([])
  expect(circlesIn(imports)).toEqual([])
})

test('types, dynamic imports and what is exported anew count as imports', () => {
  const to = imports.filter(({ from }) => from === 'src/cli.tsx').map((each) => each.to)
  expect(to).toContain('src/commands/context.ts')
  expect(to).toContain('src/commands/plan.ts')
  expect(imports).toContainEqual({ from: 'src/advice/evidence.ts', to: 'src/advice/pressure.ts' })
})

test('an import against the table, a circle of files and one of rooms are found', () => {
  const wrong: readonly Import[] = [
    { from: 'src/state.ts', to: 'src/plan/walk.ts' },
    { from: 'src/plan/walk.ts', to: 'src/state.ts' },
    { from: 'src/text/a.ts', to: 'src/text/b.ts' },
    { from: 'src/text/b.ts', to: 'src/text/c.ts' },
    { from: 'src/text/c.ts', to: 'src/text/a.ts' },
  ]
  expect(strayImports(wrong, rooms)).toEqual(['src/state.ts → src/plan/walk.ts'])
  expect(circlesIn(betweenRooms(wrong))).toEqual([['plan', 'state']])
  expect(circlesIn(wrong)).toEqual([
    ['src/plan/walk.ts', 'src/state.ts'],
    ['src/text/a.ts', 'src/text/b.ts', 'src/text/c.ts'],
  ])
})
