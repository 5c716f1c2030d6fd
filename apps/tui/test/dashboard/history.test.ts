import type { Frame } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { createHistory } from '../../src/dashboard/history.ts'

const frame = (step: number, numbers = 0): Frame => ({
  kind: 'frame',
  step,
  time: step / 10,
  metrics: { loss: 1 / (step + 1) },
  fields: { w: { data: new Float64Array(numbers), shape: [numbers] } },
})

describe('a history of frames', () => {
  test('keeps all of a short run', () => {
    const history = createHistory()
    for (let step = 0; step < 60; step++) history.push(frame(step))
    expect(Array.from(history.axis('step'))).toEqual(Array.from({ length: 60 }, (_, step) => step))
    expect(history.metric('loss')[59]).toBe(1 / 60)
  })

  test('thins out a long one, and keeps its first frame, its order and its latest', () => {
    const history = createHistory()
    for (let step = 0; step < 100_003; step++) history.push(frame(step))
    expect(history.length).toBeLessThanOrEqual(1025)
    expect(history.length).toBeGreaterThan(500)
    const steps = Array.from(history.axis('step'))
    expect(steps[0]).toBe(0)
    expect(steps.at(-1)).toBe(100_002)
    expect(history.latest!.step).toBe(100_002)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(new Set(steps).size).toBe(steps.length)
  })

  test('keeps fewer frames where their fields are large', () => {
    const history = createHistory()
    for (let step = 0; step < 500; step++) history.push(frame(step, 20_000))
    expect(history.length).toBeLessThanOrEqual(101)
    expect(history.length).toBeGreaterThanOrEqual(50)
  })

  test('gives NaN for a metric that a frame does not have', () => {
    const history = createHistory()
    history.push(frame(0))
    expect(history.metric('accuracy')).toEqual(new Float64Array([Number.NaN]))
  })
})
