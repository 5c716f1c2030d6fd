import { framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { coreExperiments } from '../../src/index.ts'

const long: { [id: string]: { [name: string]: unknown } } = {
  'deep-linear': { endTime: 50 },
  'neuron-race': { steps: 5000 },
  'single-neuron': { delta: 300, endTime: 50 },
  'implicit-bias': { delta: 300, endTime: 50 },
  basins: { delta: -300, endTime: 50 },
  'exact-check': { delta: 300, endTime: 50 },
  'wide-linear': { delta: 1, endTime: 50 },
  'activation-regions': { steps: 5000 },
  'phase-diagram': { samples: 30, testSamples: 50, steps: 5000 },
}

/** Of a descent of 5,000 steps. */
const ofDescent: [string, (k: number) => number, number][] = [
  ['every:1000', (k) => k * 1000, 6],
  ['every:2000', (k) => Math.min(5000, k * 2000), 4],
  ['lin:4', (k) => k * 1250, 5],
]

/** Times of frames on [0, 50]. */
const ofFlow: [string, (k: number) => number, number][] = [
  ['every:10', (k) => k * 10, 6],
  ['every:20', (k) => Math.min(50, k * 20), 4],
  ['lin:4', (k) => k * 12.5, 5],
]

/** Every plan on every experiment, with more work between frames than one turn does. */
describe.each(Object.values(coreExperiments))('$id', (experiment) => {
  test.each(experiment.axis === 'step' ? ofDescent : ofFlow)(
    'record %s puts its frames where it says',
    async (record, at, count) => {
      const frames = await framesOf(experiment, { ...long[experiment.id], record }, { seed: 0 })
      const places = frames.map((frame) => (experiment.axis === 'step' ? frame.step : frame.time))
      expect(places).toEqual(Array.from({ length: count }, (_, k) => at(k)))
    },
  )
})
