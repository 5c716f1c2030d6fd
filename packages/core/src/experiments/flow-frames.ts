import { createIntegrator, resumeIntegrator, stateLength } from '../integrate/integrator.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import type { RunBody } from '../port/experiment.ts'
import type { End, Frame } from '../port/frame.ts'
import { frameHead } from '../port/frame-head.ts'
import { held, type SnapshotState } from '../port/snapshot-state.ts'

/** A flow that is to be shown at given times. */
export interface FlowToShow {
  readonly flow: RightHandSide
  readonly start: ArrayLike<number>
  readonly tolerance: { readonly rtol: number; readonly atol: number }
  /** Ascending, from 0 to the end. */
  readonly times: Float64Array
  /** Integrator steps between two signs of life: some milliseconds' work. */
  readonly stepsATurn: number
  /** What a frame carries; the state is overwritten after the call. */
  show(state: Float64Array, time: number): Pick<Frame<ArrayBufferLike>, 'metrics' | 'fields'>
}

/**
 * The run of an integrated flow: frames by the method's continuous extension, which leaves the integrator's steps what
 * they are, so that how often one looks changes nothing.
 */
export function flowFrames(problem: FlowToShow, from: SnapshotState | undefined): RunBody {
  const { flow, start, tolerance, times, stepsATurn, show } = problem
  const endTime = times.at(-1)!
  const saved = from && held(from, { integrator: stateLength(start.length), shown: 'number' })
  const integrator = saved
    ? resumeIntegrator(flow, saved.integrator, tolerance)
    : createIntegrator(flow, 0, start, tolerance)
  const state = new Float64Array(start.length)
  const head = frameHead(from, saved !== undefined && saved.shown >= endTime)
  // Resumed on another grid, times before the last step are past: they are left out, not made up.
  let next = times.findIndex((time) => time > head.shown && time >= integrator.from)
  if (next < 0) next = times.length

  function give(time: number, end?: End): Frame<ArrayBufferLike> {
    integrator.interpolate(time, state)
    return head.frame(time, { step: integrator.counts.accepted, time, ...show(state, time) }, end)
  }

  return {
    next() {
      if (head.over) return undefined
      const complete: End = { reason: 'complete', message: `time ${endTime} reached` }
      if (next >= times.length) return give(integrator.t, complete) // resumed with an end that lies behind
      const time = times[next]!
      for (let taken = 0; integrator.t < time; taken++) {
        if (taken === stepsATurn) return { kind: 'progress', step: integrator.counts.accepted, time: integrator.t }
        if (integrator.step(Number.MAX_VALUE)) continue
        const message = `no step is small enough at time ${integrator.t}: the flow cannot be integrated further`
        return give(integrator.t, { reason: 'diverged', message })
      }
      next++
      return next < times.length ? give(time) : give(time, complete)
    },
    state: () => ({ integrator: integrator.state(), ...head.state() }),
  }
}
