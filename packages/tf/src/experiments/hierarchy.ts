import { defineExperiment, type Experiment, LazyrichError } from '@lazyrich/core/port'
import { dataCount, requireHierarchy } from '../hierarchy/rules.ts'
import { mostSamples } from '../hierarchy/sets.ts'
import { parameters, requireRunnable, sizesOf, stepsAnEpoch } from './hierarchy-parameters.ts'
import { beginHierarchy } from './hierarchy-run.ts'

/** k = 0 … 19 of the published P/P_max = 10^(−3 + 0.15263 k). */
const FRACTIONS = Array.from({ length: 20 }, (_, k) => 10 ** (-3 + 0.15263 * k))
/** P_max of the published sizes. */
const PUBLISHED_DATA = 131_072
const ALPHAS = [0.03, 0.1, 0.3, 1, 3, 10]

/** A deeper network finds the rules of a random hierarchy, upstream from fewer samples: Fig. 6c of the paper. */
export const hierarchy: Experiment = defineExperiment({
  id: 'hierarchy',
  title: 'A network finds a hierarchy',
  shows:
    'A network learns data that hidden rules generate level by level (Fig. 6c): upstream initializations (α > 1) find the rules from fewer samples, downstream ones (α < 1) need more. Every α starts as the same function.',
  revision: 2,
  axis: 'step',
  extent: (values) => stepsAnEpoch(values) * values.epochs,
  parameters,
  metrics: {
    testError: {
      label: 'test error',
      meaning: 'fraction of wrong answers on the fifth of all data held out for testing',
      unit: '',
      scale: 'linear',
    },
    trainError: {
      label: 'training error',
      meaning: 'fraction of wrong answers on the training data',
      unit: '',
      scale: 'linear',
    },
    loss: { label: 'loss', meaning: 'mean loss on the training data', unit: '', scale: 'log' },
    kernelDistance: {
      label: 'kernel distance',
      meaning: 'how far the tangent kernel (on 32 test samples) has turned since initialization; 0 is lazy',
      unit: '',
      scale: 'linear',
    },
    hammingDistance: {
      label: 'Hamming distance',
      meaning: 'fraction of (sample, hidden neuron) pairs whose activation has flipped, on 32 test samples',
      unit: '',
      scale: 'linear',
    },
    parameterDistance: {
      label: 'parameter distance',
      meaning: 'Euclidean distance of all weights from initialization',
      unit: '',
      scale: 'linear',
    },
  },
  given: {},
  fields: {},
  presets: {
    small: {
      about: 'downstream, balanced and upstream at P = 4,403, with the published network and data',
      runs: [0.03, 1, 10].map((alpha) => ({ set: { alpha } })),
    },
    paper: {
      about: 'the published curves: six α at twenty P, one seed; an hour or more',
      runs: FRACTIONS.flatMap((fraction) =>
        ALPHAS.map((alpha) => ({ set: { alpha, samples: Math.floor(fraction * PUBLISHED_DATA) } })),
      ),
    },
  },
  defaultPreset: 'small',

  refuse(values) {
    const sizes = sizesOf(values)
    requireHierarchy(sizes)
    const most = mostSamples(sizes)
    if (values.samples > most)
      throw new LazyrichError(
        `samples is ${values.samples}: at most ${most} are accepted, since a fifth of the P_max = ${dataCount(sizes)} samples is held out for testing`,
      )
    requireRunnable(values)
  },

  begin: beginHierarchy,
})
