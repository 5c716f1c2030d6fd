import { LazyrichError } from '../errors.ts'
import { defineExperiment, type Experiment, type RunBody, type SnapshotState } from '../experiment/experiment.ts'
import type { End, Frame, RunEvent } from '../experiment/frame.ts'
import { number, record } from '../experiment/parameter.ts'
import { nextStep, parseRecord } from '../experiment/record.ts'
import { readState } from '../experiment/snapshot-state.ts'
import { randomStream } from '../random/stream.ts'
import { reluDescent } from '../two-layer-relu/descent.ts'
import { initializeRelu, mirroredStart, randomStart, unitVector } from '../two-layer-relu/initialize.ts'
import { type ReluDistances, reluMeasures } from '../two-layer-relu/measures.ts'
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
  revision: 2,
  axis: 'step',
  extent: ({ steps }) => steps as number,
  parameters: {
    tau: number('overall scale of the start: |a|‖w‖ = τ²', 0.1, { min: 1e-6, max: 1e3 }),
    delta: number('unbalance δ = a² − ‖w‖² of every neuron at the start', 0, { min: -1e6, max: 1e6 }),
    neurons: number('neurons m of the student, in mirrored pairs (same w, opposite a)', 50, {
      min: 2,
      max: 1000,
      integer: true,
    }),
    samples: number('inputs n on the unit circle', 20, { min: 1, max: 1000, integer: true }),
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
      meaning: 'turn of the tangent kernel since the start; 0 is lazy',
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
      meaning: 'how far from the start, in a straight line, all weights together',
      unit: '',
      scale: 'linear',
    },
    turning: {
      label: 'turning',
      meaning: 'angle between a neuron and where it pointed at the start, mean over neurons',
      unit: 'degrees',
      scale: 'linear',
    },
    teacherAlignment: {
      label: 'teacher alignment',
      meaning:
        'cosine between a neuron and the nearest of the teacher’s, weighted by |a|‖w‖: turning and growing raise it',
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

  refuse({ neurons }) {
    if (neurons % 2 !== 0)
      throw new LazyrichError(`neurons is ${neurons}: an even number is accepted, since neurons come in mirrored pairs`)
  },

  begin(parameters, seed, from): RunBody {
    const { tau, delta, neurons, samples, teacherNeurons, learningRate, steps } = parameters
    const teacherStart = randomStart(randomStream(seed, 'teacher'), teacherNeurons, INPUTS)
    const teacher = { W: teacherStart.directions, a: teacherStart.signs, leak: 0 }
    const data = circle(seed, samples)
    data.y.set(reluOutputs(teacher, data.X))
    const network = initializeRelu(mirroredStart(randomStream(seed, 'student'), neurons, INPUTS), tau, delta)
    const measure = reluMeasures(network, data)
    const deltas = neuronDeltas(network)
    const start = network.W.slice()
    const plan = parseRecord(parameters.record)!
    const saved =
      from &&
      readState(from, {
        W: neurons * INPUTS,
        a: neurons,
        step: 'number',
        shown: 'number',
        over: 'number',
        clockStep: 'number',
        clockTime: 'number',
        learningRate: 'number',
      })
    if (saved) {
      network.W.set(saved.W)
      network.a.set(saved.a)
    }
    const clock = resumeClock(saved, learningRate)
    const descent = reluDescent(network, data, learningRate)
    const stepsATurn = Math.max(1, Math.floor(WORK_A_TURN / (2 * samples * neurons * (INPUTS + 1))))
    let step = saved ? saved.step : 0
    /** The step of the last frame that was given; −1 before the first. */
    let shown = saved ? saved.shown : -1
    let over = saved ? saved.over === 1 && (step >= steps || !Number.isFinite(descent.loss())) : false
    /** A frame's measures, while they are being taken. */
    let measuring: Generator<number, ReluDistances, void> | undefined

    const time = (): number => clock.time + learningRate * (step - clock.step)

    /** True where a frame is due at the present step: the end, or one of the plan that was not given yet. */
    const isDue = (): boolean =>
      step >= steps || (shown < step && (step === 0 || nextStep(plan, step - 1, steps) === step))

    function frame(distances: ReluDistances): Frame {
      const loss = descent.loss()
      const drifts = neuronDeltas(network).map((now, k) => Math.abs(now - deltas[k]!))
      const end = endOf(loss)
      shown = step
      over = end !== undefined
      return {
        kind: 'frame',
        step,
        time: time(),
        metrics: {
          loss,
          ...distances,
          turning: turning(network.W, start),
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

    function endOf(loss: number): End | undefined {
      const message = `loss not finite at step ${step}; try a learningRate below ${learningRate}`
      if (!Number.isFinite(loss)) return { reason: 'diverged', message }
      return step >= steps ? { reason: 'complete', message: `${Math.max(step, steps)} steps done` } : undefined
    }

    /** Goes on with the measures for one turn's work; the frame once they are there. */
    function measured(): RunEvent {
      measuring ??= measure.inSteps(network)
      for (let work = 0; work < WORK_A_TURN; ) {
        const { done, value } = measuring.next()
        if (done) {
          measuring = undefined
          return frame(value)
        }
        work += value
      }
      return { kind: 'progress', step, time: time() }
    }

    return {
      next() {
        if (over) return undefined
        if (measuring || isDue()) return measured()
        const wanted = Math.min(stepsATurn, nextStep(plan, step, steps) - step)
        const taken = descent.advance(wanted)
        step += taken
        if (taken < wanted || isDue()) return measured()
        return { kind: 'progress', step, time: time() }
      },
      state(): SnapshotState {
        return {
          W: network.W.slice(),
          a: network.a.slice(),
          step,
          shown,
          over: Number(over),
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
function resumeClock(
  saved: { step: number; clockStep: number; clockTime: number; learningRate: number } | undefined,
  learningRate: number,
): { step: number; time: number } {
  if (!saved) return { step: 0, time: 0 }
  const { step, clockStep, clockTime } = saved
  if (saved.learningRate === learningRate) return { step: clockStep, time: clockTime }
  return { step, time: clockTime + saved.learningRate * (step - clockStep) }
}

/** Mean over k of the angle between w_k and its start, in degrees. */
function turning(W: Float64Array, start: Float64Array): number {
  let sum = 0
  for (let p = 0; p < W.length; p += INPUTS) {
    const [x, y, x0, y0] = [W[p]!, W[p + 1]!, start[p]!, start[p + 1]!]
    sum += Math.abs(Math.atan2(x0 * y - y0 * x, x0 * x + y0 * y))
  }
  return ((sum * INPUTS) / W.length) * (180 / Math.PI)
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
