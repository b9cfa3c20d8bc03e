/** Something the admin should know. An `error` keeps the answers from being applied. */
export interface Finding {
  readonly id: string
  readonly level: 'error' | 'warning' | 'note'
  /** What it is and why it matters. */
  readonly text: string
  /** What to do next. */
  readonly fix: string
}

/** Whether it keeps the answers from being applied. */
export const isError = ({ level }: Finding): boolean => level === 'error'
