import { LazyrichError } from '../errors.ts'
import { defineExperiment, type Experiment, type RunBody } from '../experiment/experiment.ts'
import type { End, Frame } from '../experiment/frame.ts'
import { choice, number, record, vector } from '../experiment/parameter.ts'
import { frameTimes, parseRecord } from '../experiment/record.ts'
import { readState } from '../experiment/snapshot-state.ts'
import { createIntegrator, resumeIntegrator, stateLength } from '../integrate/integrator.ts'
import { exactNeuron } from '../single-neuron/exact.ts'
import { whitenedFlow } from '../single-neuron/flow.ts'
import { neuronKernelDistance } from '../single-neuron/kernel.ts'
import { conservedDelta, neuronFromBeta } from '../single-neuron/neuron.ts'
import { dot, norm } from '../vector.ts'

const TOLERANCE = { rtol: 1e-10, atol: 1e-13 }
/** Integrator steps between two signs of life: a fraction of a millisecond. */
const STEPS_A_TURN = 100

const unbalances = [-4, -2, -1, 0, 1, 2, 4]
const comparison = unbalances.map((delta) => ({
  label: `δ = ${String(delta).replace('-', '−')}`,
  set: { delta },
}))

/** Numeric flow and closed form of one neuron, side by side: Figs. 2–4a of the paper. */
export const singleNeuron: Experiment = defineExperiment({
  id: 'single-neuron',
  title: 'One neuron: flow and exact solution',
  shows:
    'How δ = a² − ‖w‖² decides the path of β = a w: lazy for δ ≫ 0, rich at 0, first lazy then rich for δ ≪ 0 (Figs. 2–4a). The flow is integrated; the exact solution is drawn on top of it.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime as number,
  parameters: {
    delta: number('unbalance δ = η_w a² − η_a‖w‖² of the start; conserved by the flow', 0, { min: -1e4, max: 1e4 }),
    beta0: vector('where β = a w starts', [-1, 0]),
    target: vector('β*, where it is drawn to', [0, 1]),
    sign: choice('sign of a at the start', ['positive', 'negative']),
    'learningRate.a': number('learning rate η_a of the readout a', 1, { min: 1e-6, max: 1e6 }),
    'learningRate.w': number('learning rate η_w of the input weights w', 1, { min: 1e-6, max: 1e6 }),
    endTime: number('how long to train', 20, { unit: 'flow time', min: 1e-9, max: 1e6, changeable: true }),
    record: record('lin:200'),
  },
  metrics: {
    loss: {
      label: 'loss',
      meaning: 'loss ½‖β − β*‖²',
      unit: '',
      scale: 'log',
      exact: 'lossExact',
    },
    kernelDistance: {
      label: 'kernel distance',
      meaning: 'turn of the tangent kernel since the start; 0 is lazy',
      unit: '',
      scale: 'linear',
      exact: 'kernelDistanceExact',
    },
    signedMagnitude: {
      label: 'magnitude μ = a‖w‖',
      meaning: 'signed size of β',
      unit: '',
      scale: 'linear',
      exact: 'signedMagnitudeExact',
    },
    alignment: {
      label: 'alignment φ',
      meaning: 'cosine of the angle between w and β*',
      unit: '',
      scale: 'linear',
      exact: 'alignmentExact',
    },
    lossExact: { label: 'loss, exact', meaning: 'loss of the exact solution', unit: '', scale: 'log' },
    kernelDistanceExact: {
      label: 'kernel distance, exact',
      meaning: 'kernel distance of the exact solution',
      unit: '',
      scale: 'linear',
    },
    signedMagnitudeExact: {
      label: 'magnitude, exact',
      meaning: 'signed size of β of the exact solution',
      unit: '',
      scale: 'linear',
    },
    alignmentExact: {
      label: 'alignment, exact',
      meaning: 'alignment of the exact solution',
      unit: '',
      scale: 'linear',
    },
    exactError: {
      label: 'flow − exact',
      meaning: 'largest difference between the integrated and the exact (a, w)',
      unit: '',
      scale: 'log',
    },
    deltaDrift: {
      label: 'drift of δ',
      meaning: 'how far integration has carried δ from its start, which the true flow conserves',
      unit: '',
      scale: 'log',
    },
  },
  fields: {
    beta: { meaning: 'β = a w of the integrated flow', shape: ['inputs'] },
    betaExact: { meaning: 'β of the exact solution', shape: ['inputs'] },
    target: { meaning: 'β*', shape: ['inputs'] },
  },
  presets: {
    small: { about: 'seven δ from −4 to 4', runs: comparison, pace: 40 },
    paper: {
      about: 'the same seven δ, 2,000 frames each',
      runs: comparison.map(({ label, set }) => ({ label, set: { ...set, record: 'lin:2000' } })),
      pace: 400,
    },
  },
  defaultPreset: 'small',

  refuse({ delta, beta0, record: text, endTime }) {
    if (delta < 0 && beta0.every((entry) => entry === 0))
      throw new LazyrichError(
        `beta0 is 0 with delta ${delta}: beta0 ≠ 0 or delta ≥ 0 is accepted, or w has no direction`,
      )
    frameTimes(parseRecord(text)!, endTime)
  },

  begin(parameters, _seed, from): RunBody {
    const learningRate = { a: parameters['learningRate.a'], w: parameters['learningRate.w'] }
    const { delta, beta0, target, endTime } = parameters
    const start = neuronFromBeta(beta0, delta, learningRate, parameters.sign === 'negative' ? -1 : 1)
    const exact = exactNeuron({ ...start, target })
    const kernelDistance = neuronKernelDistance(start.a0, start.w0, learningRate)
    const drift0 = conservedDelta(start.a0, start.w0, learningRate)
    const times = frameTimes(parseRecord(parameters.record)!, endTime)
    const flow = whitenedFlow(target, learningRate)
    const saved =
      from && readState(from, { integrator: stateLength(start.w0.length + 1), shown: 'number', over: 'number' })
    const integrator = saved
      ? resumeIntegrator(flow, saved.integrator, TOLERANCE)
      : createIntegrator(flow, 0, [start.a0, ...start.w0], TOLERANCE)
    const state = new Float64Array(start.w0.length + 1)
    /** The time of the last frame that was given; −1 before the first. */
    let shown = saved ? saved.shown : -1
    let over = saved ? saved.over === 1 && integrator.t >= endTime : false
    // Resumed on another grid, times before the last step are past: they are left out, not made up.
    let next = times.findIndex((time) => time > shown && time >= integrator.from)
    if (next < 0) next = times.length

    function frame(time: number, end?: End): Frame {
      integrator.interpolate(time, state)
      const solution = exact.at([time])
      const numeric = show(state[0]!, state.subarray(1))
      const closed = show(solution.a[0]!, solution.w)
      let exactError = Math.abs(state[0]! - solution.a[0]!)
      for (let j = 0; j < solution.w.length; j++)
        exactError = Math.max(exactError, Math.abs(state[j + 1]! - solution.w[j]!))
      return {
        kind: 'frame',
        step: integrator.counts.accepted,
        time,
        metrics: {
          loss: numeric.loss,
          kernelDistance: numeric.kernelDistance,
          signedMagnitude: numeric.magnitude,
          alignment: numeric.alignment,
          lossExact: closed.loss,
          kernelDistanceExact: closed.kernelDistance,
          signedMagnitudeExact: closed.magnitude,
          alignmentExact: closed.alignment,
          exactError,
          deltaDrift: Math.abs(conservedDelta(state[0]!, state.subarray(1), learningRate) - drift0),
        },
        fields: {
          beta: { data: numeric.beta, shape: [numeric.beta.length] },
          betaExact: { data: closed.beta, shape: [closed.beta.length] },
          target: { data: Float64Array.from(target), shape: [target.length] },
        },
        ...(end ? { end } : {}),
      }
    }

    function show(a: number, w: Float64Array) {
      const beta = w.map((entry) => a * entry)
      const size = norm(w)
      const loss = beta.reduce((sum, entry, j) => sum + (entry - target[j]!) ** 2, 0) / 2
      const alignment = dot(w, target) / (size * norm(target))
      return { beta, loss, alignment, magnitude: a * size, kernelDistance: kernelDistance(a, w) }
    }

    function give(time: number, end?: End): Frame {
      shown = time
      over = end !== undefined
      return frame(time, end)
    }

    return {
      next() {
        if (over) return undefined
        const complete: End = { reason: 'complete', message: `time ${endTime} reached` }
        if (next >= times.length) return give(integrator.t, complete) // resumed with an end that lies behind
        const time = times[next]!
        for (let taken = 0; integrator.t < time; taken++) {
          if (taken === STEPS_A_TURN) return { kind: 'progress', step: integrator.counts.accepted, time: integrator.t }
          if (integrator.step(Number.MAX_VALUE)) continue
          const message = `no step is small enough at time ${integrator.t}: the flow cannot be integrated further`
          return give(integrator.t, { reason: 'diverged', message })
        }
        next++
        return next < times.length ? give(time) : give(time, complete)
      },
      state: () => ({ integrator: integrator.state(), shown, over: Number(over) }),
    }
  },
})
