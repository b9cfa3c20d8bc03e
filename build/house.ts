import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

/** One import of a file of ours by another, types included; both as paths from the project's folder. */
export interface Import {
  readonly from: string
  readonly to: string
}

/** What the table in CONTRIBUTING.md says of a room: which others its files may import. */
export interface Room {
  readonly name: string
  readonly mayUse: readonly string[]
}

/** Every import between files of `src/` and `components/`: static, dynamic, of types, and what is exported anew. */
export function importsIn(root: string): readonly Import[] {
  const files = ['src', 'components'].flatMap((folder) => sourcesIn(root, folder))
  const known = new Set(files)
  return files.flatMap((from) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, from), 'utf8'), true, true)
    return importedFiles.flatMap(({ fileName }) => {
      const to = fileName.startsWith('.') ? target(from, fileName, known) : undefined
      return to === undefined ? [] : [{ from, to }]
    })
  })
}

function sourcesIn(root: string, folder: string): readonly string[] {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => `${folder}/${name}`)
}

function target(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const stem = path.join(path.dirname(from), specifier).replace(/\.js$/, '')
  return [`${stem}.ts`, `${stem}.tsx`].find((file) => known.has(file))
}

/** The room that a file is in: `src/plan.ts` and `src/plan/walk.ts` are both in `plan`, screens in `components/screens`. */
export function roomOf(file: string): string {
  const [top, ...rest] = file.replace(/\.tsx?$/, '').split('/')
  if (top === 'src') return rest[0] ?? ''
  return rest.length > 1 ? `components/${rest[0]}` : 'components'
}

/**
 * The rooms of the table, from the lowest to the highest: its first column names them, its last what each may use. All may use
 * the ground, which is the first row.
 */
export function roomsIn(markdown: string): readonly Room[] {
  const rows = markdown.split('\n').filter((line) => /^\| `/.test(line))
  const cells = rows.map((row) => row.split('|').map((cell) => quoted(cell)))
  const ground = cells[0]?.[1] ?? []
  return cells.flatMap(([, names = [], , mayUse = []]) =>
    names.map((name) => ({ name, mayUse: [...ground.filter((each) => each !== name), ...mayUse] })),
  )
}

const quoted = (cell: string) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replace(/^src\//, ''))

/** Imports that the table does not allow, each as `file → file`. */
export function strayImports(imports: readonly Import[], rooms: readonly Room[]): readonly string[] {
  const allowed = new Map(rooms.map(({ name, mayUse }) => [name, mayUse]))
  const strays = imports.filter(({ from, to }) => {
    const [here, there] = [roomOf(from), roomOf(to)]
    return here !== there && !allowed.get(here)?.includes(there)
  })
  return strays.map(({ from, to }) => `${from} → ${to}`)
}

/**
 * What the table allows beside the ground and no import of these rooms uses, each as `rooms → room`: a permission that nobody
 * needs hides the next mistake. Rooms of one row share what they may use.
 */
export function unusedPermissions(imports: readonly Import[], rooms: readonly Room[]): readonly string[] {
  const used = new Set(betweenRooms(imports).map(({ from, to }) => `${from} → ${to}`))
  const ground = new Set(rooms[0] === undefined ? [] : [rooms[0].name, ...rooms[0].mayUse])
  return rooms.flatMap(({ name, mayUse }) => {
    const row = rooms.filter((other) => other.mayUse.join() === mayUse.join()).map((other) => other.name)
    const unused = mayUse.filter(
      (other) => !ground.has(other) && !row.some((each) => used.has(`${each} → ${other}`)),
    )
    return unused.map((other) => `${name} → ${other}`)
  })
}

/** The same imports between rooms instead of files. */
export function betweenRooms(imports: readonly Import[]): readonly Import[] {
  return imports
    .map(({ from, to }) => ({ from: roomOf(from), to: roomOf(to) }))
    .filter(({ from, to }) => from !== to)
}

/** Groups that import one another in a circle, each sorted: strongly connected components of more than one (Tarjan 1972). */
export function circlesIn(imports: readonly Import[]): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>()
  for (const { from, to } of imports) next.set(from, (next.get(from) ?? new Set()).add(to))
  const number = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const circles: string[][] = []
  const visit = (node: string) => {
    number.set(node, number.size)
    lowest.set(node, number.get(node) ?? 0)
    path.push(node)
    for (const other of next.get(node) ?? []) {
      if (!number.has(other)) visit(other)
      if (path.includes(other)) lowest.set(node, Math.min(lowest.get(node) ?? 0, lowest.get(other) ?? 0))
    }
    if (lowest.get(node) !== number.get(node)) return
    const circle = path.splice(path.indexOf(node))
    if (circle.length > 1) circles.push(circle.sort())
  }
  for (const node of next.keys()) if (!number.has(node)) visit(node)
  return circles
}

/** `npm run house`: counts what the test holds, and names whatever is amiss. */
function report(root: string): void {
  const imports = importsIn(root)
  const strays = strayImports(imports, roomsIn(readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')))
  const files = circlesIn(imports)
  const rooms = circlesIn(betweenRooms(imports))
  console.log(
    `${imports.length} imports between ${new Set(imports.map(({ from }) => roomOf(from))).size} rooms`,
  )
  console.log(
    `circles of files: ${files.length}, circles of rooms: ${rooms.length}, imports against the table: ${strays.length}`,
  )
  for (const circle of [...files, ...rooms]) console.log(`  circle: ${circle.join(', ')}`)
  for (const stray of strays) console.log(`  against the table: ${stray}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  report(path.resolve(import.meta.dirname, '..'))
