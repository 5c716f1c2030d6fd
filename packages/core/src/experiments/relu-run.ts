import type { Computation, RunBody } from '../port/experiment.ts'
import { held, type SnapshotState } from '../port/snapshot-state.ts'
import { type Measuring, runInSteps, stepIn } from '../port/stepped-run.ts'
import { predictedDrift } from '../two-layer-relu/delta-drift.ts'
import type { KernelVariant } from '../two-layer-relu/gradient/gradient.ts'
import { type Regression, type ReluNetwork, ratesIn } from '../two-layer-relu/network.ts'
import { descentPath, type ReluPath, type StepClock, WORK_A_TURN } from '../two-layer-relu/step-path.ts'

interface ReluTraining {
  /** At its start; trained in place. */
  readonly network: ReluNetwork
  readonly data: Regression
  /** Length of one step, in flow time. */
  readonly step: number
  /** The step size as the experiment's parameters have it. */
  readonly stepSize: number
  readonly steps: number
  readonly record: string
  readonly from: SnapshotState | undefined
  /** What a frame holds besides the loss and δ's predicted drift: yields multiply-adds. */
  measure(): Measuring
  /**
   * How the network moves, once its weights are those of the snapshot; full-batch descent if left out. It may stand
   * between whole steps.
   */
  path?(clock: StepClock): ReluPath
}

/** A run of a two-layer network along the steps of a descent. */
export function reluRun(training: ReluTraining): RunBody {
  const { network, data, step: width, stepSize, steps, record, from, measure } = training
  const range = { steps, betweenSteps: training.path !== undefined }
  const clock = from ? resumeClock(from, stepIn(from, range), width) : { step: 0, time: 0 }
  const neurons = network.a.length
  const saved = from && held(from, { W: network.W.length, a: neurons, squaredStepsA: neurons, squaredStepsW: neurons })
  if (saved) {
    network.W.set(saved.W)
    network.a.set(saved.a)
  }
  const timeOf = (step: number): number => clock.time + width * (step - clock.step)
  const stepAt = (time: number): number => clock.step + (time - clock.time) / width
  const path = training.path?.({ timeOf, stepAt }) ?? descentPath(network, data, width)

  const { squaredSteps } = path
  if (saved) {
    squaredSteps.a.set(saved.squaredStepsA)
    squaredSteps.w.set(saved.squaredStepsW)
  }

  return runInSteps({
    ...range,
    record,
    from,
    computation: computationOf(path.kernelVariant),
    workATurn: WORK_A_TURN,
    advance: path.advance,
    isStuck: () => path.isStuck,
    timeOf,
    *measure() {
      const { metrics, fields } = yield* measure()
      const deltaLedger = predictedDrift(squaredSteps, ratesIn(network))
      return { metrics: { loss: path.loss(), ...metrics, deltaLedger }, fields: fields ?? {} }
    },
    trouble({ loss }, step) {
      if (Number.isFinite(loss)) return path.failure
      return `loss not finite at step ${Math.floor(step)}; halve stepSize until it holds: ${stepSize / 2} instead of ${stepSize}`
    },
    state: () => ({
      W: network.W.slice(),
      a: network.a.slice(),
      squaredStepsA: squaredSteps.a.slice(),
      squaredStepsW: squaredSteps.w.slice(),
      clockStep: clock.step,
      clockTime: clock.time,
      width,
      ...path.state(),
    }),
  })
}

/** What computes runs on ReLU networks. */
export function computationOf(kernelVariant: KernelVariant): Computation {
  return { backend: kernelVariant === 'js' ? 'js' : 'wasm', kernelVariant, versions: {}, warnings: [] }
}

/** Where flow time is counted from: it goes on at another rate when a snapshot is resumed with another step size. */
function resumeClock(from: SnapshotState, step: number, width: number): { step: number; time: number } {
  const saved = held(from, { clockStep: 'number', clockTime: 'number', width: 'number' })
  const { clockStep, clockTime } = saved
  if (saved.width === width) return { step: clockStep, time: clockTime }
  return { step, time: clockTime + saved.width * (step - clockStep) }
}
