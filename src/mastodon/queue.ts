/** A queue of config/sidekiq.yml. */
export interface Queue {
  readonly name: string
  /**
   * How often the queue is looked at first, relative to the others; 1 where the file names none.
   */
  readonly weight: number
}
