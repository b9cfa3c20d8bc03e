import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Small changes to dependencies at build time. Each says what it is for and fails the build when it no longer fits, so a new
 * version is looked at instead of shipped unpatched. Pinned: ink 6.8.0, yoga-layout 3.2.1.
 */

const applied = new Set()

function swap(text, from, to, file) {
  const out = text.replace(from, to)
  if (out === text) throw new Error(`${file}: nothing to patch; look at the new version`)
  return out
}

/** A plugin that rewrites the one file that `filter` finds. */
function patch(name, filter, rewrite) {
  return {
    name,
    setup(build) {
      build.onLoad({ filter }, ({ path: file }) => {
        applied.add(name)
        return { contents: rewrite(readFileSync(file, 'utf8'), file), loader: 'js', resolveDir: path.dirname(file) }
      })
      build.onEnd(() => {
        if (!applied.has(name)) throw new Error(`${name}: its file is no longer bundled`)
      })
    },
  }
}

/** Ink loads react-devtools behind a top-level await: not for a server, and a CommonJS file can't have one. */
const noDevtools = patch('ink-no-devtools', /ink\/build\/reconciler\.js$/, (text, file) => {
  let out = swap(text, /if \(isDev\(\)\) \{\s*try \{[\s\S]*?\n\}\n(?=const diff)/, '', file)
  out = swap(out, /async function loadPackageJson\(\) \{[\s\S]*?\n\}\n/, '', file)
  return swap(out, /isDev\(\)\s*\? await loadPackageJson\(\)\s*: /, '', file)
})

/** Yoga starts its WebAssembly by a fetch() of a data: URL under a top-level await: 20 ms and undici. From bytes it needs neither. */
const yogaFromBytes = patch('yoga-from-bytes', /yoga-layout\/dist\/src\/index\.js$/, (text, file) => {
  const out = swap(text, 'import loadYoga from', 'import loadYoga, { wasmBytes } from', file)
  const start = `let ready
loadYoga({
  wasmBinary: true,
  instantiateWasm(imports, done) {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasmBytes()), imports)
    done(instance)
    return instance.exports
  },
  onRuntimeInitialized() {
    ready = this
  },
})
const Yoga = wrapAssembly(ready);`
  return swap(out, 'const Yoga = wrapAssembly(await loadYoga());', start, file)
})

const yogaBytes = patch('yoga-bytes', /yoga-wasm-base64-esm\.js$/, (text, file) => {
  let data = ''
  let out = swap(
    text,
    /data:application\/octet-stream;base64,([\w+/=]{1000,})/,
    (_, found) => {
      data = found
      return ''
    },
    file,
  )
  out = swap(out, /import\.meta\.url/g, '""', file)
  return `${out}\nexport const wasmBytes = () => Buffer.from("${data}", "base64")\n`
})

export const patches = [noDevtools, yogaFromBytes, yogaBytes]
