/**
 * In a CommonJS bundle each `import process from 'node:process'` copies all of its properties, getters and all: 2 ms a start. This
 * gives the packages the global instead. A name that is not listed here fails the build.
 */
export const globalProcess = {
  name: 'global-process',
  setup(build) {
    let used = false
    // What calls require() gets the real module, and copies nothing.
    build.onResolve({ filter: /^(node:)?process$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'process', namespace: 'global' } : undefined,
    )
    build.onLoad({ filter: /^process$/, namespace: 'global' }, () => {
      used = true
      const names = 'cwd, env, execArgv, execPath, hrtime, platform'
      return {
        contents: `export default globalThis.process\nexport const { ${names} } = globalThis.process\n`,
      }
    })
    build.onEnd(() => {
      if (!used) throw new Error('global-process: nothing imports node:process any more')
    })
  },
}
