import { describe, expect, test } from 'vitest'
import { coreExperiments } from '../../src/index.ts'
import { framesOf } from '../support/frames.ts'

const long: { [id: string]: { [name: string]: unknown } } = {
  'neuron-race': { steps: 5000 },
  'single-neuron': { delta: 300, endTime: 50 },
  'activation-regions': { steps: 5000 },
  'phase-diagram': { samples: 30, testSamples: 50, steps: 5000 },
}

/** Of a descent of 5,000 steps. */
const steps: [string, (k: number) => number, number][] = [
  ['every:1000', (k) => k * 1000, 6],
  ['every:2000', (k) => Math.min(5000, k * 2000), 4],
  ['lin:4', (k) => k * 1250, 5],
]

/** Every plan on every experiment, with more work between frames than one turn does. */
const plans: { [id: string]: [string, (k: number) => number, number][] } = {
  'neuron-race': steps,
  'activation-regions': steps,
  'phase-diagram': steps,
  'single-neuron': [
    ['every:10', (k) => k * 10, 6],
    ['every:20', (k) => Math.min(50, k * 20), 4],
    ['lin:4', (k) => k * 12.5, 5],
  ],
}

describe.each(Object.values(coreExperiments))('$id', (experiment) => {
  test.each(plans[experiment.id])('record %s puts its frames where it says', async (record, at, count) => {
    const frames = await framesOf(experiment, { ...long[experiment.id], record }, { seed: 0 })
    const places = frames.map((frame) => (experiment.axis === 'step' ? frame.step : frame.time))
    expect(places).toEqual(Array.from({ length: count }, (_, k) => at(k)))
  })
})
