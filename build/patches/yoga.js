import { patch, swap, together } from './patch.js'

/**
 * Yoga starts its WebAssembly by a fetch() of a data: URL under a top-level await. From bytes it needs neither.
 * Its gain, and when it can go: build/README.md. Pinned: yoga-layout 3.2.1.
 */
const fromBytes = patch('yoga-from-bytes', /yoga-layout\/dist\/src\/index\.js$/, (text, file) => {
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

const bytes = patch('yoga-bytes', /yoga-wasm-base64-esm\.js$/, (text, file) => {
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

export const yoga = together('yoga', [fromBytes, bytes])
