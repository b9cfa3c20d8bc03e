/**
 * What a step's screen has to show, in rows; `reasons`: of each reason that may stand there, the
 * one at hand first.
 */
interface Needs {
  readonly height: number
  readonly small: boolean
  readonly question: number
  /** The fields or options, each a row. */
  readonly count: number
  readonly message: number
  readonly reasons: readonly number[]
}

/**
 * The rows of a step's screen from top to bottom, with a gap below the question, the answers and
 * the reason.
 */
export interface StepLayout {
  readonly gap: number
  readonly answers: number
  readonly message: number
  readonly why: number
  readonly foot: number
}

/** Rows that bars take; a small screen has no room for the third. */
const barRows = (small: boolean) => (small ? 2 : 3)

/** Rows that a hint may take: a second one where neither answers nor a gap need it. */
export function hintRows({ height, small, question, count }: Omit<Needs, 'message' | 'reasons'>): number {
  return !small || height - question - barRows(small) - count >= 2 ? 2 : 1
}

/**
 * Shares a screen's rows out. Nothing below the answers moves when what is said beside them gets
 * longer or shorter.
 */
export function stepLayout({ height, small, question, count, message, reasons }: Needs): StepLayout {
  const gap = small ? 0 : 1
  // The message keeps its rows free even when it has nothing to say.
  const messageRows = small ? Math.max(1, message) : 2
  const fixed = question + messageRows + barRows(small) + gap * 3
  const answers = Math.max(1, Math.min(count, height - fixed))
  const tallest = Math.max(0, ...reasons)
  const spare = height - fixed - answers
  // A reason is worth more than the blank row below it.
  const foot = tallest > spare ? 0 : gap
  const why = small ? 0 : Math.max(0, Math.min(tallest, spare + gap - foot))
  return { gap, answers, message: messageRows, why, foot }
}
