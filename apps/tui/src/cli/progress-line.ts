import type { Progress } from '@lazyrich/core/port'
import { shown } from '../draw/shown.ts'

/** A run's progress on standard error: one line, rewritten, on a terminal; a line every ten seconds elsewhere. */
export interface ProgressLine {
  update(progress: Progress): void
  /** Makes room where standard output is the same terminal; the next update redraws it. */
  clear(): void
  end(): void
}

/** Prints nothing for the first `silence` milliseconds, and nothing at all if the run ends before. */
export function createProgressLine(
  label: string,
  axis: 'step' | 'time',
  extent: number,
  silence?: number,
): ProgressLine {
  const { stderr } = process
  const every = stderr.isTTY ? 100 : 10_000
  const from = performance.now()
  let next = from + (silence ?? every)
  let isSilent = silence !== undefined
  let latest: Progress | undefined
  const text = ({ step, time }: Progress): string => {
    const where = axis === 'step' ? `step ${step.toLocaleString('en-US')}` : `flow time ${Number(time.toPrecision(4))}`
    const share = (axis === 'step' ? step : time) / extent
    return `${shown(label)}: ${where}, ${Math.floor(100 * share)} %, ${((performance.now() - from) / 1000).toFixed(1)} s`
  }
  return {
    update(progress) {
      latest = progress
      if (performance.now() < next) return
      next = performance.now() + every
      isSilent = false
      stderr.write(stderr.isTTY ? `\r\x1b[K${text(progress)}` : `${text(progress)}\n`)
    },
    clear() {
      if (stderr.isTTY && process.stdout.isTTY) stderr.write('\r\x1b[K')
    },
    end() {
      if (latest && !isSilent) stderr.write(`${stderr.isTTY ? '\r\x1b[K' : ''}${text(latest)}\n`)
    },
  }
}
