import type { Frame } from '@lazyrich/core/port'

/** Most numbers that the fields of all kept frames may hold together: 16 MB. */
const FIELD_BUDGET = 2e6
const FEWEST = 64
const MOST = 1024

/**
 * The frames of a run, for drawing: all of them until there are too many, then every second, every fourth … of them,
 * and always the latest. Memory stays bounded whatever the run does.
 */
export interface FrameHistory {
  readonly length: number
  /** From oldest to latest. */
  at(index: number): Frame
  readonly latest: Frame | undefined
  push(frame: Frame): void
  /** The values of a metric, oldest first. */
  metric(name: string): Float64Array
  /** Steps or times, oldest first. */
  axis(axis: 'step' | 'time'): Float64Array
}

export function createHistory(): FrameHistory {
  let kept: Frame[] = []
  let stride = 1
  let seen = 0
  let latest: Frame | undefined

  /** The latest frame comes last even where the stride left it out. */
  const length = (): number => kept.length + (latest && kept.at(-1) !== latest ? 1 : 0)
  const at = (index: number): Frame => (index < kept.length ? kept[index]! : latest!)
  const collect = (value: (frame: Frame) => number): Float64Array =>
    Float64Array.from({ length: length() }, (_, i) => value(at(i)))

  return {
    get length() {
      return length()
    },
    get latest() {
      return latest
    },
    at,
    push(frame) {
      latest = frame
      if (seen++ % stride !== 0) return
      kept.push(frame)
      if (kept.length < capacity(frame)) return
      kept = kept.filter((_, i) => i % 2 === 0)
      stride *= 2
    },
    metric: (name) => collect((frame) => frame.metrics[name] ?? Number.NaN),
    axis: (axis) => collect((frame) => frame[axis]),
  }
}

function capacity({ fields = {} }: Frame): number {
  const numbers = Object.values(fields).reduce((sum, { data }) => sum + data.length, 1)
  return Math.max(FEWEST, Math.min(MOST, Math.floor(FIELD_BUDGET / numbers)))
}
