import type { Reporter, TestModule } from 'vitest/node'

const most = 10

/** Says at the end of a run which files took longest; of a run of a few files it says nothing. */
export const longestFiles: Reporter = {
  onTestRunEnd(modules) {
    if (modules.length <= most) return
    const longest = modules.map(timesOf).sort((one, other) => other.seconds - one.seconds)
    const sum = longest.reduce((all, { seconds }) => all + seconds, 0)
    const lines = longest.slice(0, most).map(lineOf)
    const head = `The ${most} longest of ${modules.length} files, which took ${sum.toFixed(0)} s together, side by side:`
    process.stdout.write(`${head}\n   seconds   tests\n${lines.join('\n')}\n\n`)
  },
}

interface Times {
  readonly file: string
  /** From its import to the end of its last test. */
  readonly seconds: number
  readonly tests: number
}

function timesOf(module: TestModule): Times {
  const { collectDuration, setupDuration, duration } = module.diagnostic()
  return {
    file: module.relativeModuleId,
    seconds: (collectDuration + setupDuration + duration) / 1000,
    tests: [...module.children.allTests()].length,
  }
}

const lineOf = ({ file, seconds, tests }: Times): string =>
  `${seconds.toFixed(1).padStart(10)}${String(tests).padStart(8)}  ${file}`
