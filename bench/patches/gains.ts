import { markdown } from '../markdown.js'
import { digits, median } from '../numbers.js'
import {
  type Difference,
  difference,
  everyMeasure,
  lowest,
  type Measure,
  measures,
  type Values,
  valuesOf,
} from './measures.js'

/** A part of what the program takes that nobody would notice. */
const noticeable = 0.03

/** All figures: what the program takes, and below it how much more it takes without a patch. */
export function figures(base: Values, variants: ReadonlyMap<string, Values>): string {
  const own = everyMeasure.map((measure) => {
    const values = valuesOf(base, measure)
    return `${digits(median(values), 1)} / ${digits(lowest(values), 1)}`
  })
  const rows = [...variants].map(([name, values]) => [
    `without ${name}`,
    ...everyMeasure.map((measure) => {
      const { middle, least } = difference(measure, base, values)
      return `${signed(middle)} / ${signed(least)}`
    }),
  ])
  const heads = everyMeasure.map((measure) => `${measures[measure].said}, ${measures[measure].unit}`)
  return markdown(['median / least', ...heads], [['as it is shipped', ...own], ...rows])
}

/** What each patch gains, in words. `noise` are the values of the same program once more. */
export function gains(base: Values, noise: Values, variants: ReadonlyMap<string, Values>): string {
  const rows = [...variants].map(([name, values]) => {
    const said = everyMeasure.flatMap((measure) => {
      const here = difference(measure, base, values)
      const isNoticed = isAbove(here, difference(measure, base, noise), median(valuesOf(base, measure)))
      return isNoticed ? [inWords(measure, here, base)] : []
    })
    return [name, said.join(', ') || 'nothing noticeable']
  })
  return markdown(['patch', 'gain'], rows)
}

/** Whether a difference is there by the median and by the least, the same way, noticeable, and more than noise. */
function isAbove({ middle, least }: Difference, noise: Difference, base: number): boolean {
  if (Math.sign(middle) !== Math.sign(least)) return false
  const both = Math.min(Math.abs(middle), Math.abs(least))
  return both > base * noticeable && both > Math.max(Math.abs(noise.middle), Math.abs(noise.least))
}

function inWords(measure: Measure, { middle }: Difference, base: Values): string {
  const { said, unit } = measures[measure]
  const percent = Math.round((100 * middle) / median(valuesOf(base, measure)))
  return `${said} ${digits(middle, Math.abs(middle) < 10 ? 1 : 0)} ${unit} (${percent} %)`
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${digits(Math.abs(value), 1)}`
