import path from 'node:path'

/**
 * Sorts the pieces that esbuild makes into rooms: the files of dist/app, of which a start reads only those that it enters. Packages
 * that are needed seldom or late are each a room of its own.
 */
const seldom = ['zod', 'yaml', 'execa', 'ioredis', 'pg', 'dotenv']

/** What each room holds besides what those before it hold: the pieces that these modules need to be loaded. */
const needed = {
  start: ['src/cli.tsx'],
  opening: ['src/host/local.ts', 'src/commands/report/news.ts', 'src/cli/wizard.ts'],
  screen: ['components/ink-wizard.tsx'],
  practice: ['src/practice/host.ts'],
}

/** The room of each piece: what every start needs, what the first screen needs, the other screens, and so on. */
export function roomsOf({ outputs }) {
  const rooms = new Map()
  const enter = (file, room) => {
    if (rooms.has(path.basename(file))) return
    rooms.set(path.basename(file), room)
    for (const { kind, external, path: next } of outputs[file].imports)
      if (kind === 'import-statement' && !external) enter(next, room)
  }
  for (const [room, sources] of Object.entries(needed))
    for (const source of sources) enter(pieceOf(outputs, source), room)
  for (const [file, { inputs }] of Object.entries(outputs)) {
    const name = path.basename(file)
    if (!rooms.has(name)) rooms.set(name, seldom.find((each) => mostlyOf(inputs, each)) ?? 'rest')
  }
  return rooms
}

function pieceOf(outputs, source) {
  const file = Object.keys(outputs).find((each) => outputs[each].entryPoint === source)
  if (file === undefined) throw new Error(`${source} is no piece of its own any more: see build/rooms.js`)
  return file
}

/** Whether most of a piece is of this package. */
function mostlyOf(inputs, name) {
  const bytes = Object.entries(inputs).map(([file, { bytesInOutput }]) => [
    file.includes(`node_modules/${name}/`),
    bytesInOutput,
  ])
  const sum = (which) => bytes.filter(([is]) => which(is)).reduce((total, [, each]) => total + each, 0)
  return sum((is) => is) > sum(() => true) / 2
}
