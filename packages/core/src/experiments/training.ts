import { type NumberParameter, number, type Parameters, type RecordParameter, record } from '../port/parameter.ts'
import { planOf, timesOf } from '../port/record.ts'

interface Training {
  readonly endTime: NumberParameter
  readonly record: RecordParameter
}

/** How long to follow a flow, and which frames to give. */
export function training(endTime: number, frames: string): Training {
  return {
    endTime: number('how long to train', endTime, { unit: 'flow time', min: 1e-9, max: 1e6, changeable: true }),
    record: record(frames),
  }
}

/** The same runs with 2,000 frames each. */
export function finely(runs: readonly { readonly set: Parameters }[]): { readonly set: Parameters }[] {
  return runs.map(({ set }) => ({ set: { ...set, record: 'lin:2000' } }))
}

/** Refuses more frames than can be laid out. */
export function requireTraining({ record: text, endTime }: { record: string; endTime: number }): void {
  timesOf(planOf(text)!, endTime)
}
