import { tryList } from '../facts/try-read.js'
import { mostLinks } from '../host/error-codes.js'
import { type Host, ifThere } from '../host/host.js'
import type { Path } from '../state.js'
import { visible } from '../text/format.js'

/**
 * Why systemd must not be told to run a command as root, in a sentence that names the place and how
 * to mend it; undefined where all is well. Root alone may own and write the program, the script
 * that it is given, the pieces that this loads (app/, see cli/launch.ts), and every folder and link
 * on the way to them. Looks only at this server itself, as `reasonNotToWrite` does.
 */
export async function reasonNotToRun(
  host: Host,
  [program = '', script = '']: readonly string[],
): Promise<string | undefined> {
  if (host.kind !== 'local') return undefined
  for (const path of [program, script]) {
    if (!path.startsWith('/')) continue
    const wrong = await wrongOnTheWay(host, path)
    if (wrong !== undefined) return `${visible(wrong)} ${remedy}`
  }
  return undefined
}

const remedy =
  'Root would run that to put this back. Install Node and mastodon-tune as root (`npm i -g mastodon-tune`), or leave --confirm out.'

/**
 * What is wrong on the way to a program. Follows links, for where they lead decides as much as
 * where they stand.
 */
async function wrongOnTheWay(host: Host, path: Path, links = 0): Promise<string | undefined> {
  const parts = path.split('/').filter(Boolean)
  for (const at of parts.keys()) {
    const here = `/${parts.slice(0, at + 1).join('/')}`
    const found = await ifThere(host.stat(here))
    if (found === undefined) return `${here} does not exist.`
    if (found.uid !== 0) return `${here} belongs to the user with the number ${found.uid}.`
    if (found.kind === 'link') {
      if (links === mostLinks) return `${here} goes round in circles of symlinks.`
      const target = await host.readLink(here)
      const from = target.startsWith('/') ? [] : parts.slice(0, at)
      return wrongOnTheWay(host, resolved([...from, ...target.split('/'), ...parts.slice(at + 1)]), links + 1)
    }
    // In a sticky folder nobody can replace what is root's, but in the one that holds the program
    // they could put more beside it.
    const isSticky = found.kind === 'directory' && (found.mode & 0o1000) !== 0 && at < parts.length - 2
    if ((found.mode & 0o022) !== 0 && !isSticky)
      return `${here} can be written by others than root (mode 0${found.mode.toString(8)}).`
  }
  return wrongInside(host, `/${[...parts.slice(0, -1), 'app'].join('/')}`)
}

/** What is wrong with what lies in a folder, if there is one. */
async function wrongInside(host: Host, folder: Path): Promise<string | undefined> {
  for (const name of await tryList(host, folder)) {
    const path = `${folder}/${name}`
    const found = await ifThere(host.stat(path))
    if (found === undefined) continue
    const wrong =
      (await wrongOnTheWay(host, path, mostLinks)) ??
      (found.kind === 'directory' ? await wrongInside(host, path) : undefined)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function resolved(parts: readonly string[]): Path {
  const way: string[] = []
  for (const part of parts) {
    if (part === '..') way.pop()
    else if (part !== '' && part !== '.') way.push(part)
  }
  return `/${way.join('/')}`
}
