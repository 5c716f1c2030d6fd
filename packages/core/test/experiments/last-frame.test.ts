import { framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { activationRegionsExperiment, neuronRace, phaseDiagram } from '../../src/experiments/index.ts'
import type { Experiment, Frame } from '../../src/port/index.ts'
import { randomStream, unitVectors } from '../../src/random/index.ts'
import {
  cloneNetwork,
  type Regression,
  type ReluDistances,
  type ReluNetwork,
  randomStart,
  reluDescent,
  reluOutputs,
} from '../../src/two-layer-relu/index.ts'
import { measuresInSteps } from '../../src/two-layer-relu/measures.ts'

interface Setting {
  readonly experiment: Experiment
  readonly settings: { readonly [name: string]: number | string }
  /** What it learns from. */
  data(given: { readonly [name: string]: { readonly data: Float64Array } }): Regression
  /** Flow time of one step. */
  width(stepSize: number): number
}

const cell = { samples: 20, inputs: 5, testSamples: 10, neurons: 10, tau: 0.5, teacherNeurons: 3 }

const experiments: { readonly [id: string]: Setting } = {
  'neuron-race': {
    experiment: neuronRace,
    settings: {},
    data: ({ teacher, teacherReadout, inputs }) => {
      const network = { W: teacher!.data, a: teacherReadout!.data, leak: 0 }
      return { X: inputs!.data, y: reluOutputs(network, inputs!.data) }
    },
    width: (stepSize) => stepSize,
  },
  'activation-regions': {
    experiment: activationRegionsExperiment,
    settings: {},
    data: ({ points, labels }) => ({ X: points!.data, y: labels!.data }),
    width: (stepSize) => stepSize,
  },
  'phase-diagram': {
    experiment: phaseDiagram,
    settings: { ...cell, method: 'auto' },
    data: () => {
      const { directions, signs } = randomStart(randomStream(0, 'teacher'), cell.teacherNeurons, cell.inputs)
      const X = unitVectors(randomStream(0, 'data'), cell.samples, cell.inputs)
      return { X, y: reluOutputs({ W: directions, a: signs, leak: 0 }, X) }
    },
    width: (stepSize) => stepSize / cell.tau ** 2,
  },
}

const wild: { readonly [name: string]: number }[] = [
  { stepSize: 10 },
  { stepSize: 500 },
  { stepSize: 1000, delta: 1 },
  { stepSize: 1000, delta: -1e6 },
  { stepSize: 1000, delta: 1e6 },
  { stepSize: 1000, 'learningRate.a': 1e6, 'learningRate.w': 1e-6 },
  { stepSize: 1000, 'learningRate.a': 1e-6, 'learningRate.w': 1e6 },
]

/** Of weights that need not be finite, which `reluMeasures` refuses. */
function measured(start: ReluNetwork, regression: Regression, now: ReluNetwork): ReluDistances {
  const work = measuresInSteps(start, regression)(now)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

describe.each(Object.entries(experiments))('%s', (_, { experiment, settings, data, width }) => {
  test.each(wild)('all values of the last frame of a run that diverged at %j are those of its step', async (set) => {
    for (const record of ['every:1', 'every:3', 'lin:1']) {
      const run = experiment.start({ ...settings, ...set, steps: 1000, record }, { seed: 0 })
      const { state: first } = await run.snapshot()
      const frames: Frame[] = []
      for await (const event of run) if (event.kind === 'frame') frames.push(event)
      const { step, time, metrics, end, fields } = frames.at(-1)!
      expect(end!.message).toMatch(new RegExp(`^loss not finite at step ${step};`))

      const rate = { a: set['learningRate.a'] ?? 1, w: set['learningRate.w'] ?? 1 }
      const start: ReluNetwork = {
        ...{ W: first.W as Float64Array, a: first.a as Float64Array },
        ...{ leak: 0, learningRate: rate },
      }
      const now = cloneNetwork(start)
      const eta = width(set.stepSize!)
      const regression = data(run.given as never)
      const descent = reluDescent(now, regression, eta)
      expect(descent.advance(step + 10)).toBe(step)

      const { state: last } = await run.snapshot()
      expect([last.W, last.a]).toEqual([now.W, now.a])
      expect(time).toBeCloseTo(step * eta, 6)
      expect(metrics.loss).toBe(descent.loss())
      expect(Number.isFinite(metrics.loss)).toBe(false)
      expect(metrics).toMatchObject({ ...measured(start, regression, now) })
      if (fields?.readout) expect(fields.readout.data).toEqual(now.a)
      if ('descended' in metrics) expect(metrics.descended).toBe(step)
      // The frame before, if it is of the step before, is of that one.
      if (record === 'every:1') expect(frames.at(-2)!.step).toBe(step - 1)
    }
  })

  test('the step size that it names next diverges no more, named often enough', async () => {
    let stepSize = 500
    for (let tries = 0; tries < 60; tries++) {
      const frames = await framesOf(experiment, { ...settings, stepSize, steps: 300, record: 'lin:1' }, { seed: 0 })
      const { end } = frames.at(-1)!
      if (end!.reason === 'complete') break
      const next = /^loss not finite at step \d+; halve stepSize until it holds: (\S+) instead of \S+$/.exec(
        end!.message,
      )
      expect(Number(next![1])).toBe(stepSize / 2)
      stepSize = Number(next![1])
    }
    expect(stepSize).toBeGreaterThan(1e-3)
    expect(stepSize).toBeLessThan(500)
  })
})
