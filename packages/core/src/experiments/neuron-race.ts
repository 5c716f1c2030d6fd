import { LazyrichError } from '../errors.ts'
import { defineExperiment, type Experiment, type RunBody, type SnapshotState } from '../experiment/experiment.ts'
import type { End, Frame } from '../experiment/frame.ts'
import { number, record } from '../experiment/parameter.ts'
import { nextStep, parseRecord } from '../experiment/record.ts'
import { randomStream } from '../random/stream.ts'
import { reluDescent } from '../two-layer-relu/descent.ts'
import { initializeRelu, mirroredStart, randomStart, unitVector } from '../two-layer-relu/initialize.ts'
import { reluMeasures } from '../two-layer-relu/measures.ts'
import { neuronDeltas, type Regression, reluOutputs } from '../two-layer-relu/network.ts'

/** Two inputs: the circle, and paths that a person can see. */
const INPUTS = 2
/** Multiply-adds between two signs of life, about a millisecond. */
const WORK_A_TURN = 1e6

const regimes = [
  { label: 'upstream δ = 1', set: { delta: 1 } },
  { label: 'balanced δ = 0', set: { delta: 0 } },
  { label: 'downstream δ = −1', set: { delta: -1 } },
]

/** Paths of a two-layer ReLU network's neurons towards their teacher's: Fig. 1a of the paper. */
export const neuronRace: Experiment = defineExperiment({
  id: 'neuron-race',
  title: 'Neurons race to their teacher',
  shows:
    'Three networks that start as the same function and differ only in δ = a² − ‖w‖² of their neurons (Fig. 1a): upstream neurons turn towards the teacher’s directions at once, balanced ones as they grow, downstream ones grow first and hardly turn.',
  revision: 1,
  axis: 'step',
  extent: ({ steps }) => steps as number,
  parameters: {
    tau: number('overall scale of the start: |a|‖w‖ = τ²', 0.1, { min: 1e-6, max: 1e3 }),
    delta: number('unbalance δ = a² − ‖w‖² of every neuron at the start', 0, { min: -1e6, max: 1e6 }),
    neurons: number('neurons m of the student, in mirrored pairs (same w, opposite a)', 50, {
      min: 2,
      max: 10_000,
      integer: true,
    }),
    samples: number('inputs n on the unit circle', 20, { min: 1, max: 10_000, integer: true }),
    teacherNeurons: number('neurons of the teacher, unit vectors with signs ±1', 3, {
      min: 1,
      max: 100,
      integer: true,
    }),
    learningRate: number('step size η of both layers', 1e-2, { min: 1e-12, max: 1e3, changeable: true }),
    steps: number('steps of full-batch gradient descent', 10_000, {
      unit: 'steps',
      min: 1,
      max: 1e9,
      integer: true,
      changeable: true,
    }),
    record: record('log:60'),
  },
  metrics: {
    loss: { label: 'loss', meaning: 'mean squared error on the inputs', unit: '', scale: 'log' },
    kernelDistance: {
      label: 'kernel distance',
      meaning: 'how far the tangent kernel has turned from its start: 0 lazy, towards 1 rich',
      unit: '',
      scale: 'linear',
    },
    hammingDistance: {
      label: 'Hamming distance',
      meaning: 'share of (input, neuron) pairs whose activity has flipped',
      unit: '',
      scale: 'linear',
    },
    parameterDistance: {
      label: 'parameter distance',
      meaning: 'length of the way from the start, all weights together',
      unit: '',
      scale: 'linear',
    },
    teacherAlignment: {
      label: 'teacher alignment',
      meaning: 'cosine between a neuron and the nearest of the teacher’s, mean weighted by |a|‖w‖',
      unit: '',
      scale: 'linear',
    },
    deltaDrift: {
      label: 'drift of δ',
      meaning: 'largest change of a neuron’s δ, which gradient flow conserves and finite steps do not',
      unit: '',
      scale: 'log',
    },
  },
  fields: {
    neurons: { meaning: '|a_k| w_k of every neuron', shape: ['neurons', 'inputs'] },
    readout: { meaning: 'a_k of every neuron', shape: ['neurons'] },
    teacher: { meaning: 'w of every neuron of the teacher', shape: ['teacherNeurons', 'inputs'] },
    teacherReadout: { meaning: 'a of every neuron of the teacher', shape: ['teacherNeurons'] },
  },
  presets: {
    regimes: {
      about: 'upstream, balanced and downstream at τ = 0.1: one teacher, one data set, one set of directions',
      runs: regimes,
      pace: 10,
    },
    small: {
      about: 'the same as regimes',
      runs: regimes,
      pace: 10,
    },
    paper: {
      about: 'the published four, a hundred times finer: step size 1e-4, a million steps',
      runs: [
        { label: 'rich τ = 0.1, δ = 0', set: { tau: 0.1, delta: 0 } },
        { label: 'lazy τ = 2, δ = 0', set: { tau: 2, delta: 0 } },
        { label: 'upstream τ = 0.1, δ = 1', set: { tau: 0.1, delta: 1 } },
        { label: 'downstream τ = 0.1, δ = −1', set: { tau: 0.1, delta: -1 } },
      ].map(({ label, set }) => ({ label, set: { ...set, learningRate: 1e-4, steps: 1_000_000 } })),
    },
  },
  defaultPreset: 'regimes',

  begin(parameters, seed, from): RunBody {
    const { tau, delta, neurons, samples, teacherNeurons, learningRate, steps } = parameters
    if (neurons % 2 !== 0)
      throw new LazyrichError(`neurons is ${neurons}: an even number is accepted, since neurons come in mirrored pairs`)
    const teacherStart = randomStart(randomStream(seed, 'teacher'), teacherNeurons, INPUTS)
    const teacher = { W: teacherStart.directions, a: teacherStart.signs, leak: 0 }
    const data = circle(seed, samples)
    data.y.set(reluOutputs(teacher, data.X))
    const network = initializeRelu(mirroredStart(randomStream(seed, 'student'), neurons, INPUTS), tau, delta)
    const measure = reluMeasures(network, data)
    const deltas = neuronDeltas(network)
    const plan = parseRecord(parameters.record)!
    const clock = resumeClock(from, learningRate)
    if (from) {
      network.W.set(from.W as Float64Array)
      network.a.set(from.a as Float64Array)
    }
    const descent = reluDescent(network, data, learningRate)
    const stepsATurn = Math.max(1, Math.floor(WORK_A_TURN / (2 * samples * neurons * (INPUTS + 1))))
    let step = from ? (from.step as number) : 0
    let started = from ? from.started === 1 : false
    let diverged = from ? from.diverged === 1 : false
    let ended = from ? from.ended === 1 : false

    const time = (): number => clock.time + learningRate * (step - clock.step)

    function frame(loss: number, end?: End): Frame {
      const drifts = neuronDeltas(network).map((now, k) => Math.abs(now - deltas[k]!))
      return {
        kind: 'frame',
        step,
        time: time(),
        metrics: {
          loss,
          ...measure(network),
          teacherAlignment: alignment(network.W, network.a, teacher.W),
          deltaDrift: drifts.reduce((most, drift) => Math.max(most, drift), 0),
        },
        fields: {
          neurons: {
            data: network.W.map((entry, p) => entry * Math.abs(network.a[Math.floor(p / INPUTS)]!)),
            shape: [neurons, INPUTS],
          },
          readout: { data: network.a.slice(), shape: [neurons] },
          teacher: { data: teacher.W.slice(), shape: [teacherNeurons, INPUTS] },
          teacherReadout: { data: teacher.a.slice(), shape: [teacherNeurons] },
        },
        ...(end ? { end } : {}),
      }
    }

    function show(): Frame {
      started = true
      const loss = descent.loss()
      diverged = !Number.isFinite(loss)
      ended = diverged || step >= steps
      if (!ended) return frame(loss)
      const message = diverged
        ? `loss not finite at step ${step}; try a learningRate below ${learningRate}`
        : `${step} steps done`
      return frame(loss, { reason: diverged ? 'diverged' : 'complete', message })
    }

    return {
      next() {
        if (!started) return show()
        if (diverged) return undefined
        if (step >= steps) return ended ? undefined : show() // not yet shown: forked to fewer steps than were taken
        ended = false
        const until = nextStep(plan, step, steps)
        const wanted = Math.min(stepsATurn, until - step)
        const taken = descent.advance(wanted)
        step += taken
        return taken < wanted || step === until ? show() : { kind: 'progress', step, time: time() }
      },
      state(): SnapshotState {
        const { W, a } = network
        return {
          W: W.slice(),
          a: a.slice(),
          step,
          started: Number(started),
          diverged: Number(diverged),
          ended: Number(ended),
          clockStep: clock.step,
          clockTime: clock.time,
          learningRate,
        }
      },
    }
  },
})

/** n inputs uniform on the unit circle. */
function circle(seed: number, samples: number): Regression {
  const random = randomStream(seed, 'data')
  const X = new Float64Array(samples * INPUTS)
  for (let i = 0; i < samples; i++) unitVector(random, X.subarray(i * INPUTS, (i + 1) * INPUTS))
  return { X, y: new Float64Array(samples) }
}

/** Where flow time is counted from: it goes on at another rate when a snapshot is resumed with another learning rate. */
function resumeClock(from: SnapshotState | undefined, learningRate: number): { step: number; time: number } {
  if (!from) return { step: 0, time: 0 }
  const step = from.clockStep as number
  const time = from.clockTime as number
  if (from.learningRate === learningRate) return { step, time }
  const now = from.step as number
  return { step: now, time: time + (from.learningRate as number) * (now - step) }
}

/** Σ_k |a_k|‖w_k‖ max_j cos∠(w_k, teacher_j) / Σ_k |a_k|‖w_k‖. */
function alignment(W: Float64Array, a: Float64Array, teacher: Float64Array): number {
  let weighted = 0
  let total = 0
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [W[k * INPUTS]!, W[k * INPUTS + 1]!]
    const length = Math.hypot(x, y)
    const weight = Math.abs(a[k]!) * length
    let best = -1
    for (let j = 0; j < teacher.length; j += INPUTS)
      best = Math.max(best, (x * teacher[j]! + y * teacher[j + 1]!) / length)
    total += weight
    if (weight > 0) weighted += weight * best
  }
  return weighted / total
}
