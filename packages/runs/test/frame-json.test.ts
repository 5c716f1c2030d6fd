import { deepStrictEqual } from 'node:assert/strict'
import type { Frame } from '@lazyrich/core/port'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameFromJson, frameToJson, RunsError } from '../src/index.ts'
import { anyFrame } from './arbitraries.ts'

const frame: Frame = {
  kind: 'frame',
  step: 100,
  time: 1,
  metrics: { loss: 0.25, kernelDistance: Number.NaN, up: Infinity, down: -Infinity, zero: -0, tiny: 5e-324 },
}

describe('a frame as a line of JSON', () => {
  it('holds step, time and flat metrics, non-finite numbers as strings', () => {
    expect(frameToJson(frame)).toBe(
      '{"step":100,"time":1,"metrics":{"loss":0.25,"kernelDistance":"NaN","up":"Infinity","down":"-Infinity",' +
        '"zero":-0,"tiny":5e-324}}',
    )
  })

  it('marks the end on the last frame', () => {
    const last: Frame = { ...frame, metrics: {}, end: { reason: 'diverged', message: 'at step 100' } }
    expect(frameToJson(last)).toBe(
      '{"step":100,"time":1,"metrics":{},"end":{"reason":"diverged","message":"at step 100"}}',
    )
  })

  it('starts with the run when several are printed, and is read all the same', () => {
    const line = frameToJson({ ...frame, metrics: {} }, { index: 2, label: 'δ = −1' })
    expect(line).toBe('{"run":{"index":2,"label":"δ = −1"},"step":100,"time":1,"metrics":{}}')
    expect(frameFromJson(line)).toEqual({ ...frame, metrics: {} })
  })

  it('leaves fields to fields.bin', () => {
    const field = { data: Float64Array.of(1), shape: [1] }
    expect(frameToJson({ ...frame, fields: { beta: field } })).toBe(frameToJson(frame))
  })

  it('comes back bit for bit, whatever the numbers and names, on one line that JSON.parse accepts', () => {
    fc.assert(
      fc.property(anyFrame, (original) => {
        const line = frameToJson(original)
        expect(line).not.toContain('\n')
        expect(JSON.parse(line).metrics).toBeTypeOf('object')
        deepStrictEqual(frameFromJson(line), original)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['', 'the frame is empty: one JSON object is accepted'],
    ['[1]', 'the frame is [1]: one JSON object is accepted'],
    ['{"step":1,"time":0}', 'metrics of the frame is undefined: an object of numbers is accepted'],
    ['{"step":null,"time":0,"metrics":{}}', 'step of the frame is null: a number or one of the strings "NaN"'],
    ['{"step":1,"time":0,"metrics":{"loss":"inf"}}', 'metric loss of the frame is "inf": a number or one of'],
    ['{"step":1,"time":0,"metrics":{},"end":{}}', 'end of the frame is {}: a reason (complete or diverged)'],
  ])('refuses %j', (line, message) => {
    expect(() => frameFromJson(line)).toThrow(RunsError)
    expect(() => frameFromJson(line)).toThrow(message)
  })
})
