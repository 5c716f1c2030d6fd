import { defineExperiment, type Experiment, type RunBody } from '../port/experiment.ts'
import { number, record } from '../port/parameter.ts'
import type { Measuring } from '../port/stepped-run.ts'
import { randomStream } from '../random/stream.ts'
import { initializeRelu, randomStart } from '../two-layer-relu/initialize.ts'
import { reluMeasures } from '../two-layer-relu/measures.ts'
import { reluOutputs } from '../two-layer-relu/network.ts'
import { activationRegions } from '../two-layer-relu/regions.ts'
import { reluRun } from './relu-run.ts'
import {
  descentLength,
  driftOfDelta,
  layerRateParameters,
  ratesOf,
  reluMetrics,
  tauAndDelta,
  turningOf,
  weighted,
} from './relu-schema.ts'

/** The plane. */
const INPUTS = 2
/** Points a side of the grid on which f and the parity are given … */
const GRID = 25
/** … over [−REACH, REACH]². */
const REACH = 1.5

const regimes = [
  { label: 'upstream δ = 1', set: { delta: 1 } },
  { label: 'balanced δ = 0', set: { delta: 0 } },
  { label: 'downstream δ = −1', set: { delta: -1 } },
]

/** How a two-layer ReLU network partitions the plane while it learns an XOR-like task: Figs. 5a and 9 of the paper. */
export const activationRegionsExperiment: Experiment = defineExperiment({
  id: 'activation-regions',
  title: 'Activation regions turn, or stay',
  shows:
    'How a network that starts near f = 0 learns an XOR-like task (Figs. 5a, 9). Its neurons’ lines cut the plane into cones in which f is linear: upstream and balanced neurons turn their lines by tens of degrees while f is still small, and then fit; downstream the lines stay within a few degrees, and f is fitted by reweighting the cones that are there.',
  revision: 1,
  axis: 'step',
  extent: ({ steps }) => steps as number,
  parameters: {
    ...tauAndDelta,
    neurons: number('neurons m, each with a line of its own', 16, { min: 1, max: 1000, integer: true }),
    samples: number('points n, around the corners (±1, ±1) in turn', 40, { min: 1, max: 1000, integer: true }),
    spread: number('standard deviation of the points around their corner', 0.25, { min: 0, max: 10 }),
    stepSize: number('step size of the descent, in flow time', 1e-2, { min: 1e-12, max: 1e3, changeable: true }),
    ...layerRateParameters,
    ...descentLength,
    record: record('log:60'),
  },
  metrics: {
    loss: reluMetrics.loss,
    kernelDistance: reluMetrics.kernelDistance,
    hammingDistance: reluMetrics.hammingDistance,
    turning: reluMetrics.turning,
    outputSize: {
      label: 'size of f',
      meaning: 'root mean square of f on the points, whose labels are ±1: how much is fitted already',
      unit: '',
      scale: 'log',
    },
    parameterDistance: reluMetrics.parameterDistance,
    kernelNorm: reluMetrics.kernelNorm,
    kernelAlignment: reluMetrics.kernelAlignment,
    deltaDrift: reluMetrics.deltaDrift,
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
      runs: regimes.map(({ label, set }) => ({ label, set: { ...set, neurons: 64, stepSize: 1e-3, steps: 100_000 } })),
    },
  },
  defaultPreset: 'small',

  give({ samples, spread }, seed) {
    const { X, y } = corners(seed, samples, spread)
    return { points: { data: X, shape: [samples, INPUTS] }, labels: { data: y, shape: [samples] } }
  },

  begin(parameters, seed, from, given): RunBody {
    const { tau, delta, neurons, stepSize, steps } = parameters
    const learningRate = ratesOf(parameters)
    const data = { X: given.points.data, y: given.labels.data }
    const start = randomStart(randomStream(seed, 'student'), neurons, INPUTS)
    start.signs.forEach((_, k) => {
      start.signs[k] = k % 2 === 0 ? 1 : -1 // as many of either sign: f starts near 0
    })
    const network = initializeRelu(start, tau, delta, { learningRate })
    const measures = reluMeasures(network, data, learningRate)
    const drift = driftOfDelta(network, learningRate)
    const turning = turningOf(network.W)
    const points = grid()

    function* measure(): Measuring {
      const distances = yield* measures.inSteps(network)
      const { lines, surface, parity } = picture()
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
          lines,
          neurons: { data: weighted(network), shape: [neurons, INPUTS] },
          readout: { data: network.a.slice(), shape: [neurons] },
          surface,
          parity,
        },
      }
    }

    function picture() {
      const lines = new Float64Array(neurons).fill(Number.NaN)
      const surface = new Float64Array(GRID * GRID).fill(Number.NaN)
      const parity = new Float64Array(GRID * GRID).fill(Number.NaN)
      if (Number.isFinite(drift())) {
        const regions = activationRegions(network)
        regions.lineOf.forEach((line, k) => {
          if (line >= 0) lines[k] = regions.lines[line]!
        })
        for (let p = 0; p < surface.length; p++) {
          const [x, y] = [points[2 * p]!, points[2 * p + 1]!]
          const region = regions.regionOf(x, y)
          surface[p] = regions.slopes[2 * region]! * x + regions.slopes[2 * region + 1]! * y
          parity[p] = regions.parity[region]!
        }
      }
      return {
        lines: { data: lines, shape: [neurons] },
        surface: { data: surface, shape: [GRID, GRID] },
        parity: { data: parity, shape: [GRID, GRID] },
      }
    }

    const { record: plan } = parameters
    return reluRun({ network, data, step: stepSize, stepSize, learningRate, steps, record: plan, from, measure })
  },
})

/** Points around the corners (±1, ±1), as many at each; the label is 1 where both signs are the same, −1 else. */
function corners(seed: number, samples: number, spread: number): { X: Float64Array; y: Float64Array } {
  const random = randomStream(seed, 'data')
  const X = new Float64Array(samples * INPUTS)
  const y = new Float64Array(samples)
  for (let i = 0; i < samples; i++) {
    const [right, up] = [i % 4 < 2 ? 1 : -1, i % 2 === 0 ? 1 : -1]
    X[2 * i] = right + spread * random.normal()
    X[2 * i + 1] = up + spread * random.normal()
    y[i] = right * up
  }
  return { X, y }
}

/** The points of the grid, row by row from below. */
function grid(): Float64Array {
  const at = (k: number): number => REACH * ((2 * k) / (GRID - 1) - 1)
  return Float64Array.from({ length: 2 * GRID * GRID }, (_, p) =>
    at(p % 2 === 0 ? (p >> 1) % GRID : Math.floor((p >> 1) / GRID)),
  )
}
