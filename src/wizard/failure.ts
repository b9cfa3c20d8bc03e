import { sentence } from '../text/sentence.js'
import type { Message } from './types.js'

/**
 * What a piece of work that failed is told as. What the server or the admin gave is known, and its
 * sentence says what to do; anything else is an error of ours. Told by name, since nothing here
 * knows the classes of those who touch the server.
 */
export function failure(error: unknown): Extract<Message, { type: 'failed' }> {
  const said = sentence(error)
  const { name, code } =
    error instanceof Error ? (error as Error & { code?: unknown }) : { name: '', code: '' }
  if (name === 'WrongInput') return { type: 'failed', sentence: said, why: 'refused' }
  if (name === 'HostError')
    return { type: 'failed', sentence: said, why: code === 'no-mastodon' ? code : 'server' }
  return { type: 'failed', sentence: said, why: 'unexpected' }
}
