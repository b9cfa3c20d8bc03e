import { type Facts, isKnown } from '../known/facts.js'

/**
 * Whether Sidekiq runs here and can be asked: then its load is what an admin wants to see first.
 */
export function hasLoad({ facts: { evidence } }: { readonly facts: Pick<Facts, 'evidence'> }): boolean {
  if (!isKnown(evidence)) return false
  const { processes, queues } = evidence.value.now
  return processes.length > 0 || queues.some(({ size }) => size > 0)
}
