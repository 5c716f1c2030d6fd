import { type Experiment, type Frame, ownMetrics } from '@lazyrich/core/port'

/** A number in nine columns: 0.0123, 1.23e-7, 10,000. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return value.toLocaleString('en-US')
  const size = Math.abs(value)
  return size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(4))) : value.toExponential(2)
}

/** Rows of frames under the names of the metrics, right-aligned. */
export function frameTable(experiment: Experiment) {
  const names = ownMetrics(experiment)
  const columns = [experiment.axis === 'step' ? 'step' : 'time', ...names]
  const widths = columns.map((name, i) => Math.max(name.length, i === 0 ? 10 : 10))
  const row = (cells: string[]): string =>
    cells
      .map((cell, i) => cell.padStart(widths[i]!))
      .join('  ')
      .trimEnd()
  return {
    head: row(columns),
    row: (frame: Frame): string =>
      row([axisValue(experiment, frame), ...names.map((name) => shortNumber(frame.metrics[name]!))]),
  }
}

/** Where on its axis a frame lies, as text. */
export function axisValue({ axis }: Experiment, { step, time }: Frame): string {
  return axis === 'step' ? step.toLocaleString('en-US') : shortNumber(time)
}
