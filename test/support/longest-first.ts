import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long, longest first, by the table that each run ends with. */
const long: readonly string[] = [
  ...['retune', 'retune-long', 'kills', 'disk', 'set-up', 'surge', 'confirm', 'line', 'web', 'retune-faults'],
  ...['undo', 'retune-foreign', 'status', 'faults-before', 'faults-after', 'folder-points', 'lines'],
].map((name) => `${name}.server.test.ts`)
const fast: readonly string[] = [
  ...['exits', 'files', 'line', 'cut-off', 'pictures', 'resize', 'bursts', 'program', 'status-cli'],
  ...['wizard-terminal', 'options'],
].map((name) => `${name}.test.ts`)

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = [...long, ...fast].indexOf(basename(moduleId))
  return place < 0 ? Number.POSITIVE_INFINITY : place
}

/** Begins what takes long first, so that no worker is left alone with it at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const places = sorted.map((file) => [placeOf(file), file] as const)
    return places.sort(([one], [other]) => (one === other ? 0 : one - other)).map(([, file]) => file)
  }
}
