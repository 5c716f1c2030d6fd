import type { Settings } from '@lazyrich/testing/settings'

/** A cell of the phase diagram that is over in a moment. */
export const smallCell = { samples: 100, inputs: 10, neurons: 30, testSamples: 1000 }

/** Settings for what every experiment promises, of those whose definition does not say enough. */
export const settings: { readonly [id: string]: Settings } = {
  'deep-linear': {
    short: { record: 'lin:20' },
    slow: { depth: 4, width: 32, inputs: 16, outputs: 16, endTime: 8, record: 'lin:3' },
  },
  'implicit-bias': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
  },
  'neuron-race': {
    short: { steps: 2000, record: 'log:20' },
    slow: { steps: 60_000, record: 'lin:3' },
  },
  basins: {
    short: { delta: -10, endTime: 100, record: 'lin:20' },
    slow: { delta: -300, endTime: 4000, record: 'lin:3' },
    others: { a0: -3, offset: -1e-3 },
  },
  'exact-check': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
  },
  'single-neuron': {
    short: { delta: -2, record: 'lin:20' },
    slow: { delta: 300, endTime: 4000, record: 'lin:3' },
  },
  'wide-linear': {
    short: { record: 'lin:20' },
    slow: { hidden: 16, inputs: 16, outputs: 16, delta: 4, endTime: 150, record: 'lin:3' },
    others: { hidden: 2 },
  },
  'activation-regions': {
    short: { steps: 2000, record: 'log:20' },
    slow: { steps: 60_000, record: 'lin:3' },
  },
  'phase-diagram': {
    short: { ...smallCell, samples: 30, testSamples: 50, steps: 500, record: 'log:20' },
    slow: { ...smallCell, method: 'descent', steps: 12_000, record: 'lin:3' },
    shrunk: { ...smallCell, steps: 10_000, record: 'log:5' },
  },
}
