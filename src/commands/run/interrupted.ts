/** A question that was not answered; `by` whom or what. */
export class Interrupted extends Error {
  constructor(readonly by: 'admin' | 'terminal' | 'time') {
    super('Nothing was changed.')
  }
}
