import { transform } from 'esbuild'

/**
 * A piece of the program, an ES module, as a function that is called when the piece is first needed: its imports are calls of
 * `require`. Comments go, since they are a tenth of the tarball; which files of ours it is made of is said above.
 */
export async function asFunction(piece, text, { inputs, entryPoint, exports }) {
  const common = { format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } }
  const { code: dense } = await transform(text, { ...common, minifyWhitespace: true })
  const { code } = await transform(dense, { platform: 'node', target: 'node20' })
  const ours = Object.keys(inputs).filter((file) => /^(src|components)\//.test(file))
  const head = ours.length === 0 ? '' : `// ${ours.join('\n// ')}\n`
  const end = entryPoint?.includes('node_modules/') && exports.join() === 'default' ? named : ''
  return `${head}${JSON.stringify(piece)}(exports, require, module) {\n${code}${end}},\n`
}

/** import() of a CommonJS package gives its names besides `default`: Node does so, esbuild's pieces do not. */
const named = 'module.exports = { ...module.exports.default, default: module.exports.default }\n'
