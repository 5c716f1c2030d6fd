import { type Experiment, experimentOf, type RunBody } from '../port/experiment.ts'
import { number, record } from '../port/parameter.ts'
import type { Measuring } from '../port/stepped-run.ts'
import { randomStream } from '../random/stream.ts'
import { drawCorners } from '../two-layer-relu/corners.ts'
import { driftOfDelta } from '../two-layer-relu/delta-drift.ts'
import { initializeRelu, randomStart } from '../two-layer-relu/initialize.ts'
import { measuresInSteps } from '../two-layer-relu/measures.ts'
import { reluOutputs } from '../two-layer-relu/network.ts'
import { regionPicture } from '../two-layer-relu/region-picture.ts'
import { turningOf } from '../two-layer-relu/turning.ts'
import { weighted } from '../two-layer-relu/weighted.ts'
import { log } from './metric.ts'
import { ratesOf } from './rates.ts'
import { reluRun } from './relu-run.ts'
import { descentLength, layerRateParameters, regimes, reluMetrics, stepSize, tauAndRegime } from './relu-schema.ts'

/** The plane. */
const INPUTS = 2
/** Points along each side of the grid on which f and the parity are given … */
const GRID = 25
/** … over [−REACH, REACH]². */
const REACH = 1.5

/** How a two-layer ReLU network partitions the plane while it learns an XOR-like task: Figs. 5a and 9 of the paper. */
export const activationRegionsExperiment: Experiment = experimentOf({
  id: 'activation-regions',
  title: 'Activation regions turn, or stay',
  shows:
    'How a network that starts near f = 0 learns an XOR-like task (Figs. 5a, 9). Its neurons’ lines cut the plane into cones in which f is linear: upstream and balanced neurons turn their lines by tens of degrees while f is still small, and then fit; downstream the lines stay within a few degrees, and f is fitted by reweighting the cones that are there.',
  revision: 2,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: {
    ...tauAndRegime,
    neurons: number('neurons m, each with its own line', 16, {
      symbol: 'm',
      min: 1,
      max: 1000,
      integer: true,
    }),
    samples: number('points n, dealt in turn to the corners (±1, ±1)', 40, {
      symbol: 'n',
      min: 1,
      max: 1000,
      integer: true,
    }),
    spread: number('standard deviation of the points around their corner', 0.25, { min: 0, max: 10 }),
    stepSize,
    ...layerRateParameters,
    ...descentLength,
    record: record('log:60'),
  },
  metrics: {
    loss: reluMetrics.loss,
    kernelDistance: reluMetrics.kernelDistance,
    hammingDistance: reluMetrics.hammingDistance,
    turning: reluMetrics.turning,
    outputSize: log(
      'size of f',
      'root mean square of f on the points, whose labels are ±1: how much is fitted already',
    ),
    parameterDistance: reluMetrics.parameterDistance,
    kernelNorm: reluMetrics.kernelNorm,
    kernelAlignment: reluMetrics.kernelAlignment,
    deltaDrift: reluMetrics.deltaDrift,
    deltaLedger: reluMetrics.deltaLedger,
  },
  given: {
    points: { meaning: 'the points', shape: ['samples', 'inputs'] },
    labels: { meaning: '1 or −1 for every point', shape: ['samples'] },
  },
  fields: {
    lines: { meaning: 'angle of every neuron’s line wᵀx = 0, from 0 to π; NaN for w = 0', shape: ['neurons'] },
    neurons: { meaning: '|a_k| w_k of every neuron', shape: ['neurons', 'inputs'] },
    readout: { meaning: 'a_k of every neuron', shape: ['neurons'] },
    surface: { meaning: 'f on a grid over [−1.5, 1.5]², rows upwards', shape: ['grid', 'grid'] },
    parity: {
      meaning: 'parity of the active neurons there, a line counted once: cones that touch differ',
      shape: ['grid', 'grid'],
    },
  },
  presets: {
    small: {
      about: 'upstream, balanced and downstream at τ = 0.1: one set of points, one set of directions',
      runs: regimes,
      pace: 10,
    },
    paper: {
      about: 'the same with four times the neurons, a tenth of the step size and ten times the steps (ours)',
      runs: regimes.map(({ set }) => ({ set: { ...set, neurons: 64, stepSize: 1e-3, steps: 100_000 } })),
    },
  },
  defaultPreset: 'small',

  give({ samples, spread }, seed) {
    const { X, y } = drawCorners(randomStream(seed, 'data'), samples, spread)
    return { points: { data: X, shape: [samples, INPUTS] }, labels: { data: y, shape: [samples] } }
  },

  begin(parameters, seed, from, given): RunBody {
    const { tau, delta, neurons, stepSize, steps } = parameters
    const data = { X: given.points.data, y: given.labels.data }
    const start = randomStart(randomStream(seed, 'student'), neurons, INPUTS)
    start.signs.forEach((_, k) => {
      start.signs[k] = k % 2 === 0 ? 1 : -1 // equally many of either sign: f starts near 0
    })
    const network = initializeRelu(start, { tau, delta, learningRate: ratesOf(parameters) })
    const distancesOf = measuresInSteps(network, data)
    const drift = driftOfDelta(network)
    const turning = turningOf(network.W)
    const picture = regionPicture(GRID, REACH)

    function* measure(): Measuring {
      const distances = yield* distancesOf(network)
      const { lines, surface, parity } = picture(network)
      const outputs = Number.isFinite(drift()) ? reluOutputs(network, data.X) : Float64Array.of(Number.NaN)
      return {
        metrics: {
          kernelDistance: distances.kernelDistance,
          hammingDistance: distances.hammingDistance,
          turning: turning(),
          outputSize: Math.sqrt(outputs.reduce((sum, f) => sum + f * f, 0) / outputs.length),
          parameterDistance: distances.parameterDistance,
          kernelNorm: distances.kernelNorm,
          kernelAlignment: distances.kernelAlignment,
          deltaDrift: drift(),
        },
        fields: {
          lines: { data: lines, shape: [neurons] },
          neurons: { data: weighted(network), shape: [neurons, INPUTS] },
          readout: { data: network.a.slice(), shape: [neurons] },
          surface: { data: surface, shape: [GRID, GRID] },
          parity: { data: parity, shape: [GRID, GRID] },
        },
      }
    }

    const { record: plan } = parameters
    return reluRun({ network, data, step: stepSize, stepSize, steps, record: plan, from, measure })
  },
})
