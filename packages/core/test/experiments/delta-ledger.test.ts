import { framesOf } from '@lazyrich/testing/frames'
import { expect, test } from 'vitest'
import { activationRegionsExperiment, neuronRace, phaseDiagram } from '../../src/experiments/index.ts'

/** Measured and predicted drift differ by rounding of δ's terms: a² + ‖w‖², times rates up to 3. */
const ROUNDING = 1e-13

const descents = [
  [neuronRace, { delta: 1 }],
  [neuronRace, { delta: -1, stepSize: 0.03 }],
  [neuronRace, { delta: 0.2, 'learningRate.a': 3, 'learningRate.w': 0.5 }],
  [activationRegionsExperiment, { delta: 0 }],
  [phaseDiagram, { method: 'descent', inputs: 10, samples: 50, testSamples: 10, delta: 0.5 }],
] as const

test.each(descents)('$id %o: the predicted drift of δ is the measured one in every frame', async (experiment, set) => {
  const frames = await framesOf(experiment, { ...set, steps: 300, record: 'lin:30' }, { seed: 1 })
  for (const { metrics } of frames)
    expect(Math.abs(metrics.deltaLedger - metrics.deltaDrift)).toBeLessThan(10 * ROUNDING)
  expect(frames.at(-1)!.metrics.deltaDrift).toBeGreaterThan(1e-5)
})

test('it goes on from a snapshot, at another step size too', async () => {
  const run = neuronRace.start({ steps: 200, record: 'every:10' }, { seed: 3 })
  for await (const event of run) if (event.step === 100) break
  const from = await run.snapshot()
  const frames = await framesOf(neuronRace, { steps: 200, record: 'every:10', stepSize: 0.03 }, { seed: 3, from })
  for (const { metrics } of frames) expect(Math.abs(metrics.deltaLedger - metrics.deltaDrift)).toBeLessThan(ROUNDING)
})

test('where flow takes over the prediction stands still, and what is measured beyond it is the flow’s error', async () => {
  const set = { inputs: 10, samples: 50, testSamples: 10, delta: 0.5, steps: 10_000, record: 'log:4' }
  const frames = await framesOf(phaseDiagram, { ...set, method: 'auto', share: 1 }, { seed: 1 })
  const [taken, end] = [frames.findIndex((frame) => frame.metrics.descended < frame.step), frames.length - 1]
  expect(taken).toBeGreaterThan(0)
  expect(frames[end].metrics.deltaLedger).toBe(frames[taken].metrics.deltaLedger)
  const flow = await framesOf(phaseDiagram, { ...set, method: 'flow' }, { seed: 1 })
  expect(flow.at(-1)!.metrics.deltaLedger).toBe(0)
})
