import type { LearningRate } from '../learning-rate.ts'
import type { Computation, RunBody, SnapshotState } from '../port/experiment.ts'
import type { End, Field, Frame, RunEvent } from '../port/frame.ts'
import { nextStep, parseRecord } from '../port/record.ts'
import { readState } from '../port/snapshot-state.ts'
import type { KernelVariant } from '../two-layer-relu/gradient/gradient.ts'
import type { Regression, ReluNetwork } from '../two-layer-relu/network.ts'
import { descentPath, type ReluPath, type StepClock, WORK_A_TURN } from '../two-layer-relu/step-path.ts'

/** What a frame holds besides the loss: made a part at a time, yielding the multiply-adds since the last yield. */
export type Measuring = Generator<
  number,
  { readonly metrics: { readonly [name: string]: number }; readonly fields: { readonly [name: string]: Field } },
  void
>

interface ReluTraining {
  /** At its start; trained in place. */
  readonly network: ReluNetwork
  readonly data: Regression
  /** Of one step, in flow time. */
  readonly step: number
  /** The step size as the experiment's parameters have it. */
  readonly stepSize: number
  readonly learningRate: LearningRate
  readonly steps: number
  readonly record: string
  readonly from: SnapshotState | undefined
  /** Begun whenever a frame is due; the network stands still until it is over. */
  measure(): Measuring
  /** How the network moves, once its weights are those of the snapshot; full-batch descent if left out. */
  path?(clock: StepClock): ReluPath
}

/**
 * A run of a two-layer network along the steps of a descent: frames where `record` has them, progress in between,
 * snapshots at any moment.
 */
export function reluRun(training: ReluTraining): RunBody {
  const { network, data, step: width, stepSize, learningRate, steps, record, from, measure } = training
  const [neurons, weights] = [network.a.length, network.W.length]
  const plan = parseRecord(record)!
  const saved =
    from &&
    readState(from, {
      W: weights,
      a: neurons,
      step: 'number',
      shown: 'number',
      over: 'number',
      clockStep: 'number',
      clockTime: 'number',
      width: 'number',
    })
  if (saved) {
    network.W.set(saved.W)
    network.a.set(saved.a)
  }
  const clock = resumeClock(saved, width)
  const timeOf = (step: number): number => clock.time + width * (step - clock.step)
  const stepAt = (time: number): number => clock.step + (time - clock.time) / width
  const path = training.path?.({ timeOf, stepAt }) ?? descentPath(network, data, width, learningRate)
  let step = saved ? saved.step : 0
  /** The step of the last frame that was given; −1 before the first. */
  let shown = saved ? saved.shown : -1
  let over = saved ? saved.over === 1 && (step >= steps || path.isStuck || !Number.isFinite(path.loss())) : false
  /** A frame's measures, while they are being taken. */
  let measuring: Measuring | undefined

  /** True where a frame is due at the present step: the end, or one of the plan that was not given yet. */
  const isDue = (): boolean =>
    step >= steps || (shown < step && (step === 0 || nextStep(plan, step - 1, steps) === step))

  function frame({
    metrics,
    fields,
  }: {
    metrics: Frame['metrics']
    fields: { readonly [name: string]: Field }
  }): Frame {
    const loss = path.loss()
    const end = endOf(loss)
    shown = step
    over = end !== undefined
    // A flow that comes to its end does so between two steps: the later one was not reached, the earlier may have a frame.
    const at = Math.ceil(step)
    return {
      kind: 'frame',
      step: at,
      time: timeOf(step),
      metrics: { loss, ...metrics },
      fields,
      ...(end ? { end } : {}),
    }
  }

  function endOf(loss: number): End | undefined {
    const message = `loss not finite at step ${step}; try a stepSize below ${stepSize}`
    if (!Number.isFinite(loss)) return { reason: 'diverged', message }
    if (path.failure !== undefined) return { reason: 'diverged', message: path.failure }
    return step >= steps ? { reason: 'complete', message: `${Math.max(step, steps)} steps done` } : undefined
  }

  /** Goes on with the measures for one turn's work; the frame once they are there. */
  function measured(): RunEvent {
    measuring ??= measure()
    for (let work = 0; work < WORK_A_TURN; ) {
      const { done, value } = measuring.next()
      if (done) {
        measuring = undefined
        return frame(value)
      }
      work += value
    }
    return progress()
  }

  function progress(): RunEvent {
    return { kind: 'progress', step: Math.floor(step), time: timeOf(step) }
  }

  return {
    computation: computationOf(path.kernelVariant),
    next() {
      if (over) return undefined
      if (measuring || isDue()) return measured()
      step = path.advance(step, nextStep(plan, step, steps))
      return path.isStuck || isDue() ? measured() : progress()
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
        width,
        ...path.state(),
      }
    },
  }
}

/** What computes runs on ReLU networks. */
export function computationOf(kernelVariant: KernelVariant): Computation {
  return { backend: kernelVariant === 'js' ? 'js' : 'wasm', kernelVariant, versions: {}, warnings: [] }
}

/** Where flow time is counted from: it goes on at another rate when a snapshot is resumed with another step size. */
function resumeClock(
  saved: { step: number; clockStep: number; clockTime: number; width: number } | undefined,
  width: number,
): { step: number; time: number } {
  if (!saved) return { step: 0, time: 0 }
  const { step, clockStep, clockTime } = saved
  if (saved.width === width) return { step: clockStep, time: clockTime }
  return { step, time: clockTime + saved.width * (step - clockStep) }
}
