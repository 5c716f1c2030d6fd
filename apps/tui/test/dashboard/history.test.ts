import type { Frame } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { createHistory, type FrameHistory } from '../../src/dashboard/history.ts'

const frame = (step: number, numbers = 0): Frame => ({
  kind: 'frame',
  step,
  time: step / 10,
  metrics: { loss: 1 / (step + 1) },
  fields: { w: { data: new Float64Array(numbers), shape: [numbers] } },
})

const stepsOf = (history: FrameHistory): number[] =>
  Array.from({ length: history.length }, (_, i) => history.at(i).step)

describe('a history of frames', () => {
  test('keeps all of a short run', () => {
    const history = createHistory('step')
    for (let step = 0; step < 60; step++) history.push(frame(step))
    expect(stepsOf(history)).toEqual(Array.from({ length: 60 }, (_, step) => step))
    expect(history.curve('loss').y[59]).toBe(1 / 60)
  })

  test('thins out a long one, and keeps its first frame, its order and its latest', () => {
    const history = createHistory('step')
    for (let step = 0; step < 100_003; step++) history.push(frame(step))
    expect(history.length).toBeLessThanOrEqual(1025)
    expect(history.length).toBeGreaterThan(500)
    const steps = stepsOf(history)
    expect(steps[0]).toBe(0)
    expect(steps.at(-1)).toBe(100_002)
    expect(history.latest!.step).toBe(100_002)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(new Set(steps).size).toBe(steps.length)
  })

  test('keeps fewer frames where their fields are large', () => {
    const history = createHistory('step')
    for (let step = 0; step < 500; step++) history.push(frame(step, 20_000))
    expect(history.length).toBeLessThanOrEqual(101)
    expect(history.length).toBeGreaterThanOrEqual(50)
  })

  test('gives an empty curve for a metric that no frame has', () => {
    const history = createHistory('step')
    history.push(frame(0))
    expect(history.curve('accuracy').y.length).toBe(0)
  })

  test('traces an entry of a field over its whole frames, also once they are thinned out', () => {
    const history = createHistory('step')
    for (let step = 0; step < 5000; step++) {
      history.push({
        ...{ kind: 'frame', step, time: step, metrics: {} },
        fields: step === 2 ? {} : { beta: { data: Float64Array.of(step, -step), shape: [2] } },
      })
      if (step % 97 > 1) continue
      const expected = stepsOf(history).map((at) => (at === 2 ? Number.NaN : -at))
      expect(Array.from(history.trace('beta', 1))).toEqual(expected)
    }
    expect(history.trace('gamma', 0).every(Number.isNaN)).toBe(true)
  })

  test('finds the frame at or before a place on its axis', () => {
    const history = createHistory('step')
    expect(history.indexAt(3)).toBe(-1)
    for (let step = 10; step < 60; step += 10) history.push(frame(step))
    expect([0, 10, 19, 20, 49, 50, 1e9].map((x) => history.at(history.indexAt(x)).step)).toEqual([
      10, 10, 10, 20, 40, 50, 50,
    ])
  })

  test('of one of 289 runs keeps ends and extremes too, in less memory', () => {
    const history = createHistory('step', 289)
    const value = (step: number): number => (step === 77_777 ? 9 : Math.sin(step / 1000))
    for (let step = 0; step < 100_000; step++)
      history.push({ kind: 'frame', step, time: step, metrics: { m: value(step) } })
    const { x, y } = history.curve('m')
    expect(x.length).toBeLessThan(1024)
    expect([x[0], x.at(-1), Math.max(...y)]).toEqual([0, 99_999, 9])
    expect(history.length).toBeLessThan(100)
    expect(history.latest!.step).toBe(99_999)
  })

  test('keeps ends and extremes of a curve of two million samples, on a linear axis and on a log one', () => {
    const history = createHistory('step')
    const value = (step: number): number => (step === 3 ? 9 : step === 1_234_567 ? -7 : Math.sin(step / 3e5))
    for (let step = 0; step < 2_000_000; step++)
      history.push({ kind: 'frame', step, time: step, metrics: { loss: value(step) } })
    const { x, y } = history.curve('loss')
    expect(x.length).toBeLessThan(8192)
    expect([x[0], x.at(-1)]).toEqual([0, 1_999_999])
    expect([Math.max(...y), Math.min(...y)]).toEqual([9, -7])
    for (let i = 1; i < x.length; i++) {
      expect(x[i]! - x[i - 1]!).toBeLessThan(Math.max(3, Math.min(4096, 0.04 * x[i]!)))
      expect(y[i]).toBe(value(x[i]!))
    }
  })
})
