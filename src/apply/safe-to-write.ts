import { tryList } from '../facts/try-read.js'
import { type Host, ifThere, type Stat } from '../host/host.js'
import { stateFolder } from '../record.js'
import { type Path, runtimeDirectory, unitDirectory } from '../state.js'
import { visible } from '../text/format.js'
import { isMastodonName } from '../units/names.js'

const octal = (mode: number) => `0${mode.toString(8)}`
const sticky = 0o1000

/**
 * Why root must not write on this server, in a sentence that names the place and how to mend it;
 * undefined where all is well. Root alone may own and write every folder on the way to the units,
 * to what systemd is told for a time and to the tool's own home, and the files of it. `touched` are
 * paths that a plan will write, besides. Looks only at this server itself: a folder that stands for
 * a server, and a pretend one, have no other users.
 */
export async function reasonNotToWrite(
  host: Host,
  touched: readonly Path[] = [],
): Promise<string | undefined> {
  if (host.kind !== 'local') return undefined
  const last = [unitDirectory, runtimeDirectory, stateFolder, ...touched.map(above)]
  for (const folder of new Set(last.flatMap(wayDownTo))) {
    const found = await ifThere(host.stat(folder))
    const wrong = wrongWithFolder(folder, found, last.includes(folder), await targetOf(host, folder))
    if (wrong !== undefined) return visible(wrong)
  }
  for (const [folder, secret] of [...(await unitFolders(host)), [stateFolder, true] as const]) {
    const wrong = await wrongInside(host, folder, secret)
    if (wrong !== undefined) return visible(wrong)
  }
  return undefined
}

const above = (path: Path) => path.slice(0, path.lastIndexOf('/')) || '/'
const wayDownTo = (path: Path): readonly Path[] => (path === '/' ? ['/'] : [...wayDownTo(above(path)), path])
const targetOf = (host: Host, path: Path) => host.readLink(path).catch(() => '')

async function unitFolders(host: Host) {
  const kept = (await tryList(host, unitDirectory)).filter(
    (name) => isMastodonName(name) && /\.(d|wants|requires)$/.test(name),
  )
  return [unitDirectory, ...kept.map((name) => `${unitDirectory}/${name}`)].map(
    (folder) => [folder, false] as const,
  )
}

/**
 * Looks at everything of ours in a folder; below the tool's home, which is secret, at folders of
 * folders, too.
 */
async function wrongInside(host: Host, folder: Path, secret: boolean): Promise<string | undefined> {
  for (const name of await tryList(host, folder)) {
    if (folder === unitDirectory && !isMastodonName(name)) continue
    const path = `${folder}/${name}`
    const found = await ifThere(host.stat(path))
    const isFolder =
      found?.kind === 'directory' || (found?.kind === 'link' && !secret && /\.(d|wants|requires)$/.test(name))
    const wrong = isFolder
      ? await wrongWithFolderBelow(host, path, found, secret)
      : wrongWithFile(path, found, secret)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

async function wrongWithFolderBelow(
  host: Host,
  path: Path,
  found: Stat | undefined,
  secret: boolean,
): Promise<string | undefined> {
  const wrong = wrongWithFolder(path, found, true, await targetOf(host, path))
  return wrong === undefined && secret ? wrongInside(host, path, true) : wrong
}

function wrongWithFolder(
  path: Path,
  found: Stat | undefined,
  isLast: boolean,
  target: Path,
): string | undefined {
  if (found === undefined) return undefined
  if (found.kind === 'link')
    return `${path} is a symlink to ${target}, so what root writes would go elsewhere: put a real folder in its place (with \`mount --bind\` where the room has to be elsewhere), then try again.`
  if (found.kind !== 'directory') return `${path} is not a folder: move it away, then try again.`
  if (found.uid !== 0)
    return `${path} belongs to the user with the number ${found.uid}, who can replace what root writes there: look what is in it, run \`chown root ${path}\`, then try again.`
  // In a sticky folder such as /tmp nobody can replace what is another's, but anybody can be there
  // first.
  if ((found.mode & 0o022) === 0 || (!isLast && (found.mode & sticky) !== 0)) return undefined
  return `${path} can be written by others than root (mode ${octal(found.mode)}), who can replace what root writes there: look what is in it, run \`chmod go-w ${path}\`, then try again.`
}

function wrongWithFile(path: Path, found: Stat | undefined, secret: boolean): string | undefined {
  if (found === undefined || (found.kind === 'link' && !secret)) return undefined
  if (found.kind !== 'file')
    return `${path} is ${found.kind === 'link' ? 'a symlink' : 'no regular file'}, where mastodon-tune keeps a file of its own: move it away, then try again.`
  if (found.uid !== 0)
    return `${path} belongs to the user with the number ${found.uid}, and root acts on what is in it: look at it, run \`chown root ${path}\`, then try again.`
  if (secret && (found.mode & 0o077) !== 0)
    return `${path} is open to others than root (mode ${octal(found.mode)}): look at it, run \`chmod 600 ${path}\`, then try again.`
  if ((found.mode & 0o022) === 0) return undefined
  return `${path} can be written by others than root (mode ${octal(found.mode)}), and root acts on what is in it: look at it, run \`chmod go-w ${path}\`, then try again.`
}
