import { quoting } from './text/format.js'

/**
 * Input that is wrong, in one sentence that names it and what is allowed. Nothing has been touched.
 */
export class WrongInput extends Error {
  override readonly name = 'WrongInput'
  constructor(sentence: string) {
    super(quoting(sentence))
  }
}
