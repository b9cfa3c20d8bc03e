import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * What the patches beside this file are made with. Replaces a piece of a package's text. @throws where it is no longer there: a
 * new version is looked at, not shipped unpatched.
 */
export function swap(text, from, to, file) {
  const out = text.replace(from, to)
  if (out === text) throw new Error(`${file}: nothing to patch; look at the new version`)
  return out
}

/** A plugin that rewrites the files that `filter` finds: `count` of them, or the build fails. */
export function patch(name, filter, rewrite, count = 1) {
  return {
    name,
    setup(build) {
      const applied = new Set()
      build.onLoad({ filter }, ({ path: file }) => {
        applied.add(file)
        return {
          contents: rewrite(readFileSync(file, 'utf8'), file),
          loader: 'js',
          resolveDir: path.dirname(file),
        }
      })
      build.onEnd(() => {
        if (applied.size !== count)
          throw new Error(`${name}: ${applied.size} of its ${count} files are bundled`)
      })
    },
  }
}

/** Changes to several packages that make one patch: only all of them do what it is for. */
export function together(name, changes) {
  return {
    name,
    setup(build) {
      for (const change of changes) change.setup(build)
    },
  }
}
