import { expect, test } from 'vitest'
import { parseVersion } from '../../src/facts/mastodon.js'

const ruby = (numbers: readonly number[], pre: string) => `module Mastodon
  module Version
    module_function

    def major
      ${numbers[0]}
    end

    def minor
      ${numbers[1]}
    end

    def patch
      ${numbers[2]}
    end

    def default_prerelease
      ${pre}
    end

    def prerelease
      version_configuration[:prerelease].presence || default_prerelease
    end
  end
end
`

test.each([
  [[4, 6, 5], "''", '4.6.5'],
  [[4, 7, 0], "'alpha.2'", '4.7.0-alpha.2'],
  [[3, 5, 19], 'nil', '3.5.19'],
])('version %j %s', (numbers, pre, text) => {
  const [major, minor, patch] = numbers
  expect(parseVersion(ruby(numbers, pre), 'f')).toEqual({ major, minor, patch, text })
})

test('no version', () => {
  expect(() => parseVersion('module X\nend\n', '/x/version.rb')).toThrow(
    '/x/version.rb names no Mastodon version',
  )
})
