import { setImmediate } from 'node:timers/promises'
import { type Clock, defineExperiment, type Experiment, LazyrichError, number, record } from '../../src/index.ts'

/** A clock that moves only when somebody waits. */
export interface FakeClock extends Clock {
  time: number
}

export function fakeClock(): FakeClock {
  const clock: FakeClock = {
    time: 0,
    now: () => clock.time,
    turn: () => setImmediate(),
    async wait(milliseconds) {
      clock.time += milliseconds
      await setImmediate()
    },
  }
  return clock
}

/** Counts: one frame a step, for ever; fails at `failAt`; its snapshots fail where `snapshots` is 0. */
export const counter: Experiment = defineExperiment({
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
    let step = from ? (from.step as number) : 0
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
