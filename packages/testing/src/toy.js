// Experiments for tests of the port alone. Plain JavaScript, since threads load them as well: see worker-host.js.
import { defineExperiment, LazyrichError, nextStep, number, parseRecord, record } from '@lazyrich/core/port'

/** Counts: one frame a step, for ever; fails at `failAt`, says at `mistakeAt` that the caller is at fault. */
export const counter = defineExperiment({
  id: 'counter',
  title: 'A counter',
  shows: 'Nothing but itself.',
  revision: 2,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: {
    failAt: number('step at which it throws', 1e9, { min: 0, max: 1e9 }),
    mistakeAt: number('step at which it says that the caller is at fault', 1e9, { min: 0, max: 1e9 }),
    steps: number('steps', 1e9, { min: 1, max: 1e9, changeable: true }),
    record: record('every:1'),
  },
  metrics: { step: { label: 'step', meaning: 'the step again', unit: '', scale: 'linear' } },
  given: {},
  fields: {},
  presets: { small: { about: 'itself', runs: [{ set: {} }] } },
  defaultPreset: 'small',
  begin({ failAt, mistakeAt, steps }, _seed, from) {
    let step = from ? from.step : 0
    return {
      next() {
        if (step >= steps) return undefined
        if (step === failAt) throw new TypeError('the counter broke')
        if (step === mistakeAt) throw new LazyrichError('failAt is odd: even is accepted')
        step++
        return { kind: 'frame', step, time: step, metrics: { step } }
      },
      state: () => ({ step }),
    }
  },
})

/** Trains nothing, and keeps whatever state it goes on from: what others do to a state shows. */
export const keeper = defineExperiment({
  id: 'keeper',
  title: 'A keeper',
  shows: 'Nothing but its state.',
  revision: 1,
  axis: 'step',
  extent: () => 0,
  parameters: {},
  metrics: {},
  given: {},
  fields: {},
  presets: { small: { about: 'itself', runs: [{ set: {} }] } },
  defaultPreset: 'small',
  begin: (_parameters, _seed, from) => ({ next: () => undefined, state: () => from ?? {} }),
})

/** Steps between two turns: some tenths of a millisecond. */
const TURN = 50_000

/** Chaos, so that a step lost or done twice shows in every later frame; as much work between frames as one likes. */
export const logisticMap = defineExperiment({
  id: 'logistic-map',
  title: 'The logistic map',
  shows: 'Chaos.',
  revision: 1,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: {
    steps: number('steps', 1000, { unit: 'steps', min: 1, max: 1e12, integer: true, changeable: true }),
    record: record('lin:20'),
  },
  metrics: { x: { label: 'x', meaning: 'x ← 4 x (1 − x)', unit: '', scale: 'linear' } },
  given: { start: { meaning: 'x at the start', shape: ['places'] } },
  fields: { around: { meaning: 'x, and what it comes from', shape: ['places'] } },
  presets: {
    small: {
      about: 'two lengths',
      runs: [500, 1000].map((steps) => ({ set: { steps } })),
    },
  },
  defaultPreset: 'small',
  give: (_parameters, seed) => ({ start: { data: Float64Array.of(0.1 + seed / 2 ** 33), shape: [1] } }),
  begin({ steps, record: text }, _seed, from, { start }) {
    const plan = parseRecord(text)
    let { x, before, step } = from ?? { x: start.data[0], before: 0, step: -1 } // −1: not yet begun
    return {
      next() {
        if (step >= steps) return undefined
        const due = step < 0 ? 0 : nextStep(plan, step, steps)
        const until = Math.min(due, Math.max(step, 0) + TURN)
        for (step = Math.max(step, 0); step < until; step++) {
          before = x
          x = 4 * x * (1 - x)
        }
        if (step < due) return { kind: 'progress', step, time: step }
        const end = step === steps ? { end: { reason: 'complete', message: `${steps} steps done` } } : {}
        const around = { data: Float64Array.of(before, x), shape: [2] }
        return { kind: 'frame', step, time: step, metrics: { x }, fields: { around }, ...end }
      },
      state: () => ({ x, before, step }),
    }
  },
})
