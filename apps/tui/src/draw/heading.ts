import { formatBriefly, formatNumber } from './format.ts'
import { type Grid, put } from './grid.ts'
import { ink } from './palette.ts'
import { latest, type Series } from './series.ts'
import { BOLD } from './style.ts'

/** With more values than this in a row, each cut to a digit or two, nobody can tell which is whose. */
const MANY = 4

type Readout = { text: string; style: number }

const widthOf = (readouts: readonly Readout[]): number =>
  readouts.reduce((width, { text }) => width + text.length + 2, -2)

/** The latest value of each line, the fullest form first. Points are laid over a line and would only repeat its value. */
function readoutForms(series: readonly Series[]): Readout[][] {
  const known = series
    .filter(({ mark }) => mark === 'line')
    .map((one) => ({ label: one.label, style: one.style, value: latest(one) }))
    .filter(({ value }) => !Number.isNaN(value))
  return [
    known.map(({ label, value, style }) => ({ text: `${label} ${formatNumber(value)}`, style })),
    known.map(({ value, style }) => ({ text: formatNumber(value), style })),
    ...(known.length > MANY ? [] : [known.map(({ value, style }) => ({ text: formatBriefly(value), style }))]),
  ]
}

/** The top row: the title, the quantity on the y axis, and at the right the latest values if they fit. */
export function putHeading(grid: Grid, title: string, yLabel: string, series: readonly Series[]): void {
  put(grid, 0, 0, title, ink.default | BOLD)
  let end = title.length
  if (yLabel !== '' && end + 2 + yLabel.length <= grid.columns) {
    put(grid, end + 2, 0, yLabel, ink.muted)
    end += 2 + yLabel.length
  }
  const readouts = readoutForms(series).find((form) => end + 3 + widthOf(form) <= grid.columns)
  if (!readouts) return
  let x = grid.columns - widthOf(readouts)
  for (const { text, style } of readouts) {
    put(grid, x, 0, text, style)
    x += text.length + 2
  }
}
