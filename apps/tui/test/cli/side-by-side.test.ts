import type { Frame } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { sideBySide, withoutFields } from '../../src/cli/side-by-side.ts'
import { createHistory, type FrameHistory } from '../../src/dashboard/history.ts'

const frame = (step: number, time = step / 10): Frame => ({ kind: 'frame', step, time, metrics: { loss: 1 } })

function history(steps: readonly number[], time?: (step: number) => number): FrameHistory {
  const kept = createHistory('step')
  for (const step of steps) kept.push(frame(step, time?.(step)))
  return kept
}

const range = (count: number, by = 1): number[] => Array.from({ length: count }, (_, i) => i * by)

/** The step (or time) of every moment, then those of each run there. */
function met(runs: readonly FrameHistory[], axis: 'step' | 'time', rows: number) {
  return sideBySide(runs, axis, rows).map(({ moment, frames }) => [moment[axis], frames.map((each) => each?.[axis])])
}

describe('runs side by side', () => {
  test('a run that ended early has nothing at later moments, wherever it stands', () => {
    const [long, short] = [history(range(101)), history(range(31))]
    const rows = [0, 25, 50, 75, 100]
    expect(met([short, long], 'step', 5)).toEqual(rows.map((at) => [at, [at <= 30 ? at : undefined, at]]))
    expect(met([long, short], 'step', 5)).toEqual(rows.map((at) => [at, [at, at <= 30 ? at : undefined]]))
  })

  test('are matched by step or time, however many frames each has kept', () => {
    const [many, few] = [history(range(200_000)), history(range(900))]
    for (const [at, frames] of met([many, few], 'step', 9))
      expect(frames).toEqual([at, (at as number) <= 899 ? at : undefined])
    const [slow, fast] = [history(range(101), (step) => step / 100), history(range(11), (step) => step / 10)]
    expect(met([slow, fast], 'time', 3)).toEqual([
      [0, [0, 0]],
      [0.5, [0.5, 0.5]],
      [1, [1, 1]],
    ])
  })

  test('a run without frames is empty at every moment, and without any there is no moment', () => {
    expect(met([history([]), history([0, 1])], 'step', 9)).toEqual([
      [0, [undefined, 0]],
      [1, [undefined, 1]],
    ])
    expect(met([history([]), history([])], 'step', 9)).toEqual([])
    expect(met([], 'step', 9)).toEqual([])
  })

  test('what is kept of frames has no fields', () => {
    const fields = { beta: { data: new Float64Array(3), shape: [3] } }
    expect(withoutFields({ ...frame(1), fields })).toStrictEqual(frame(1))
  })
})
