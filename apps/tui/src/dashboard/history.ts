import type { Frame } from '@lazyrich/core/port'
import { createThinned, type Thinned } from './thinned.ts'
import { createTraces } from './traces.ts'

/** Most numbers that the fields of all kept frames may hold together: 16 MB. */
const FIELD_BUDGET = 2e6
const FEWEST = 64
const MOST = 1024
/** More runs than this share the memory of so many: each is drawn smaller. */
const WHOLE_RUNS = 24

/**
 * The frames of a run, for drawing. Curves are thinned by shape, metric by metric: ends and extremes stay. Whole frames,
 * which planes and the cursor show, are kept until there are too many, then every second, every fourth … of them, and
 * always the first and the latest. Memory stays bounded whatever the run does.
 */
export interface FrameHistory {
  /** Whole frames that are kept. */
  readonly length: number
  /** A whole frame, from oldest to latest. */
  at(index: number): Frame
  readonly latest: Frame | undefined
  push(frame: Frame): void
  /** The curve of a metric along the axis, oldest first: all of it, thinned once it is long. */
  curve(name: string): { readonly x: Float64Array; readonly y: Float64Array }
  /** An entry of a field over all whole frames, oldest first, NaN where one lacks it. Valid until the next push. */
  trace(field: string, entry: number): Float64Array
  /** The place of the last whole frame at or before x on the axis, the first one before any; −1 where there is none. */
  indexAt(x: number): number
}

const NOTHING = { x: new Float64Array(), y: new Float64Array() }

/** The history of one of `runs` runs. */
export function createHistory(axis: 'step' | 'time', runs = 1): FrameHistory {
  const part = Math.min(1, WHOLE_RUNS / runs)
  let kept: Frame[] = []
  let stride = 1
  let seen = 0
  let latest: Frame | undefined
  const curves = new Map<string, Thinned>()
  const traces = createTraces()

  /** The latest frame comes last even where the stride left it out. */
  const length = (): number => kept.length + (latest && kept.at(-1) !== latest ? 1 : 0)
  const at = (index: number): Frame => (index < kept.length ? kept[index]! : latest!)

  function keep(frame: Frame): void {
    latest = frame
    if (seen++ % stride !== 0) return
    kept.push(frame)
    if (kept.length < capacity(frame, part)) return
    kept = kept.filter((_, i) => i % 2 === 0)
    stride *= 2
    traces.clear()
  }

  return {
    get length() {
      return length()
    },
    get latest() {
      return latest
    },
    at,
    push(frame) {
      for (const name in frame.metrics) {
        const curve = curves.get(name) ?? createThinned(part)
        curves.set(name, curve)
        curve.push(frame[axis], frame.metrics[name]!)
      }
      keep(frame)
    },
    curve(name) {
      const curve = curves.get(name)
      return curve ? { x: curve.x, y: curve.y } : NOTHING
    },
    trace: (field, entry) => traces.of(field, entry, kept, kept.at(-1) === latest ? undefined : latest),
    indexAt(x) {
      let [low, high] = [0, length()]
      if (high === 0) return -1
      while (low < high) {
        const middle = (low + high) >> 1
        if (at(middle)[axis] <= x) low = middle + 1
        else high = middle
      }
      return Math.max(0, low - 1)
    },
  }
}

function capacity({ fields = {} }: Frame, part: number): number {
  const numbers = Object.values(fields).reduce((sum, { data }) => sum + data.length, 1)
  return Math.max(FEWEST, Math.floor(part * Math.min(MOST, FIELD_BUDGET / numbers)))
}
