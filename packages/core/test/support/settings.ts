import type { Parameters } from '../../src/index.ts'

/** Settings of every experiment for the tests of what all of them promise. */
export interface Settings {
  /** Over in a moment, with some 20 frames. */
  short: Parameters
  /** Over in about a second, with few frames and much work between them. */
  slow: Parameters
  /** Hours of work, hardly a frame. */
  busy: Parameters
  /** A million frames, as fast as they can be had. */
  chatty: Parameters
  /** A change in the middle of `short` that lengthens it. */
  longer: Parameters
  /** Values other than those of `short`, where the least or largest one would not fit the others. */
  others?: Parameters
}

export const settings: { [id: string]: Settings } = {
  'neuron-race': {
    short: { steps: 2000, record: 'log:20' },
    slow: { steps: 60_000, record: 'lin:3' },
    busy: { steps: 1e9, stepSize: 1e-6, record: 'lin:1' },
    chatty: { steps: 1e6, record: 'every:1' },
    longer: { steps: 4000 },
  },
  'single-neuron': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
    busy: { delta: 1e4, endTime: 1e6, record: 'lin:1' },
    chatty: { endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 40 },
  },
  'activation-regions': {
    short: { steps: 2000, record: 'log:20' },
    slow: { steps: 60_000, record: 'lin:3' },
    busy: { steps: 1e9, stepSize: 1e-6, record: 'lin:1' },
    chatty: { steps: 1e6, record: 'every:1' },
    longer: { steps: 4000 },
  },
  'phase-diagram': {
    short: { samples: 30, testSamples: 50, steps: 500, record: 'log:20' },
    slow: { steps: 3000, record: 'lin:3' },
    busy: { steps: 1e9, record: 'lin:1' },
    chatty: { samples: 5, inputs: 2, neurons: 2, testSamples: 5, steps: 1e6, record: 'every:1' },
    longer: { steps: 1000 },
  },
}
