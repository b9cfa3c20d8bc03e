import { availableParallelism, freemem } from 'node:os'
import { defineConfig } from 'vitest/config'
import { longestFiles } from './test/support/longest-files.js'
import { LongestFirst } from './test/support/longest-first.js'
import { isLong } from './test/support/runs.js'

const results = process.env['MASTODON_TUNE_RESULTS']
const asJson: ['json', { outputFile: string }][] =
  results === undefined ? [] : [['json', { outputFile: results }]]

/** Each of these files boots one or two servers, which take up to 1 GB together, and mostly waits for them. */
const serversAtOnce = Math.min(5, Math.max(1, Math.floor(freemem() / 2 ** 31)))

export default defineConfig({
  test: {
    reporters: ['default', longestFiles, ...asJson],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/server/**'],
          // Long, for a machine that has much else to do.
          testTimeout: isLong ? 1_200_000 : 60_000,
          // Each file clears up after itself, so all of them share what a worker has loaded.
          isolate: false,
          expect: { poll: { interval: 5 } },
          // Vitest would leave one core to itself, and many of these wait for a terminal.
          maxWorkers: availableParallelism() + 1,
        },
      },
      {
        test: {
          name: 'server',
          include: ['test/server/**/*.server.test.ts'],
          globalSetup: 'test/server/build.setup.ts',
          testTimeout: 240_000,
          hookTimeout: 600_000,
          maxWorkers: serversAtOnce,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
