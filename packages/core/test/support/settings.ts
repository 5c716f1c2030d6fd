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
  /** What the golden frames of the default preset are shrunk by. */
  golden?: Parameters
}

/** A cell of the phase diagram that is over in a moment. */
export const smallCell = { samples: 100, inputs: 10, neurons: 30, testSamples: 1000 }

export const settings: { [id: string]: Settings } = {
  'deep-linear': {
    short: { record: 'lin:20' },
    slow: { depth: 4, width: 32, inputs: 16, outputs: 16, endTime: 30, record: 'lin:3' },
    busy: { depth: 8, width: 64, inputs: 16, outputs: 16, scale: 1, endTime: 1e6, record: 'lin:1' },
    chatty: { endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 40 },
  },
  'implicit-bias': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
    busy: { delta: 1e4, endTime: 1e6, record: 'lin:1' },
    chatty: { endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 20 },
  },
  'neuron-race': {
    short: { steps: 2000, record: 'log:20' },
    slow: { steps: 60_000, record: 'lin:3' },
    busy: { steps: 1e9, stepSize: 1e-6, record: 'lin:1' },
    chatty: { steps: 1e6, record: 'every:1' },
    longer: { steps: 4000 },
  },
  basins: {
    short: { delta: -10, endTime: 100, record: 'lin:20' },
    slow: { delta: -300, endTime: 4000, record: 'lin:3' },
    busy: { delta: -1e4, endTime: 1e6, record: 'lin:1' },
    chatty: { endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 200 },
    others: { a0: -3, offset: -1e-3 },
  },
  'exact-check': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
    busy: { delta: 1e4, endTime: 1e6, record: 'lin:1' },
    chatty: { endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 40 },
  },
  'single-neuron': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
    busy: { delta: 1e4, endTime: 1e6, record: 'lin:1' },
    chatty: { endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 40 },
  },
  'wide-linear': {
    short: { record: 'lin:20' },
    slow: { hidden: 16, inputs: 16, outputs: 16, delta: 4, endTime: 150, record: 'lin:3' },
    busy: { hidden: 16, inputs: 16, outputs: 16, delta: 1e4, endTime: 1e6, record: 'lin:1' },
    chatty: { hidden: 1, inputs: 1, outputs: 1, endTime: 1e4, record: 'lin:1000000' },
    longer: { endTime: 20 },
    others: { hidden: 2 },
  },
  'activation-regions': {
    short: { steps: 2000, record: 'log:20' },
    slow: { steps: 60_000, record: 'lin:3' },
    busy: { steps: 1e9, stepSize: 1e-6, record: 'lin:1' },
    chatty: { steps: 1e6, record: 'every:1' },
    longer: { steps: 4000 },
  },
  'phase-diagram': {
    short: { ...smallCell, samples: 30, testSamples: 50, steps: 500, record: 'log:20' },
    slow: { ...smallCell, method: 'descent', steps: 12_000, record: 'lin:3' },
    busy: { ...smallCell, method: 'descent', steps: 1e9, record: 'lin:1' },
    chatty: {
      samples: 5,
      inputs: 2,
      neurons: 2,
      testSamples: 5,
      method: 'descent',
      steps: 1e6,
      record: 'every:1',
    },
    longer: { steps: 1000 },
    golden: { ...smallCell, steps: 10_000, record: 'log:5' },
  },
}
