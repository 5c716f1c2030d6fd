import { TfError } from '../errors.ts'
import { errorIn, inLayer } from '../layers/in-layer.ts'
import type { NetworkMemory } from '../planning/memory.ts'
import { plainValue } from '../planning/plain.ts'
import type { Planning, Scratch, Step } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import { type Shape, sizeOf } from '../shape.ts'
import type { Network, PlacedLayer } from './network.ts'
import { poolWithConvolution } from './pool-with-convolution.ts'
import { reluAfterPool } from './relu-after-pool.ts'
import { requirePlanned, requireSlopes } from './require-planned.ts'

/** Where all parameters, their gradient and all statistics of a network lie, each in one buffer. */
export interface Buffers {
  readonly parameters: number
  readonly gradient: number
  readonly statistics: number
}

/** A network's passes over a batch, with every address fixed. */
export interface Plan {
  /** Of [count, ...axes] inputs. */
  readonly input: number
  /** Written out, with room for its gradient. */
  readonly output: Value
  /** In the order of {@link forward}, each with its layer. */
  readonly steps: readonly PlannedStep[]
  /** What each layer gives, a layer's parts before it. */
  readonly values: readonly PlannedValue[]
  forward(count: number, training: boolean): void
  /** From the gradient of the outputs to that of all parameters. */
  backward(count: number, training: boolean): void
  /** From the gradient of the outputs to those that parameters need, without theirs. */
  respond(count: number): void
}

export interface PlannedStep {
  readonly layer: PlacedLayer
  readonly step: Step
}

/** Where a layer's outputs stand; later steps may overwrite them. */
export interface PlannedValue {
  readonly layer: PlacedLayer
  readonly value: Value
  /** How many of {@link Plan.steps} have been taken when they are there. */
  readonly steps: number
}

/** What a plan is made for. */
export interface PlanOptions {
  readonly batch: number
  /** {@link Planning.shares}. Where it is true, layers may be done in another order with the same result. */
  readonly shares: boolean
}

const NO_PLAN =
  "it has no plan for WebAssembly of our own: it trains on the backends of TensorFlow.js alone, such as openTrainer(…, 'cpu')"

/**
 * Plans a network in a memory: takes all buffers that batches of up to `batch` samples need. Nothing is allocated
 * afterwards.
 *
 * @throws TfError where the memory is not enough, and for a layer without a plan, or with one that does not fit it.
 */
export function planNetwork(
  network: Network,
  memory: NetworkMemory,
  buffers: Buffers,
  { batch, shares }: PlanOptions,
): Plan {
  const { kernels } = memory
  const steps: PlannedStep[] = []
  const values: PlannedValue[] = []
  const scratch: { at: number } = { at: 0 }
  let scratchBytes = 0

  const value = (shape: Shape, free: boolean): Value => {
    const count = batch * sizeOf(shape)
    return { shape, at: memory.take(count), gradient: memory.take(count), free }
  }

  function planAll(layers: readonly PlacedLayer[], from: Value): Value {
    return (shares ? poolWithConvolution(reluAfterPool(layers)) : layers).reduce((x, placed) => place(placed, x), from)
  }

  function place(placed: PlacedLayer, x: Value): Value {
    const on: Planning = {
      kernels,
      memory,
      batch,
      shares,
      parameters: placed.parameters.map(({ offset, size }) => ({
        at: buffers.parameters + 4 * offset,
        gradient: buffers.gradient + 4 * offset,
        size,
      })),
      statistics: placed.statistics.map(({ offset }) => buffers.statistics + 4 * offset),
      input: placed.input,
      output: placed.output,
      add: (step) => void steps.push({ layer: placed, step }),
      value: (shape, { free = true } = {}) => value(shape, free),
      plain: (some) => plainValue(on, some),
      part: (k, some) => planAll(placed.parts[k]!, some),
      scratch(bytes): Scratch {
        scratchBytes = Math.max(scratchBytes, bytes)
        return scratch
      },
    }
    const planned = inLayer(placed.name, () => {
      const { layer, output } = placed
      if (!layer.plan) throw new TfError(NO_PLAN)
      const given = layer.plan(on, x)
      requirePlanned(
        given,
        x,
        output,
        steps.filter((step) => step.layer === placed).map(({ step }) => step),
      )
      return given
    })
    values.push({ layer: placed, value: planned, steps: steps.length })
    return planned
  }

  const input = memory.take(batch * sizeOf(network.input))
  const last = planAll(network.layers, { shape: network.input, at: input, gradient: 0, free: false })
  const output = settle(last)
  scratch.at = memory.take(Math.ceil(scratchBytes / 4))

  /** What is pending at the end is done there, in the name of the last layer. */
  function settle(some: Value): Value {
    const on = {
      ...{ kernels, memory, batch, shares, parameters: [], statistics: [] },
      ...{ input: network.output, output: network.output },
      add: (step: Step) => void steps.push({ layer: network.layers.at(-1)!, step }),
      value: (shape: Shape, { free = true } = {}) => value(shape, free),
      plain: (other: Value) => other,
      part: (_k: number, other: Value) => other,
      scratch(bytes: number): Scratch {
        scratchBytes = Math.max(scratchBytes, bytes)
        return scratch
      },
    }
    return plainValue(on, some)
  }

  const forwards = steps.map(({ step }) => step)
  requireSlopes(network, buffers.gradient, forwards)
  return {
    input,
    output,
    steps,
    values,
    forward(count, training) {
      let s = 0
      try {
        for (; s < forwards.length; s++) forwards[s]!.forward(count, training)
      } catch (error) {
        throw errorIn(steps[s]!.layer.name, error)
      }
    },
    backward(count, training) {
      let s = forwards.length - 1
      try {
        for (; s >= 0; s--) {
          const step = forwards[s]!
          step.backward?.(count, training)
          step.slope?.(0, count)
        }
      } catch (error) {
        throw errorIn(steps[s]!.layer.name, error)
      }
    },
    respond(count) {
      for (let s = forwards.length - 1; s >= 0; s--) forwards[s]!.backward?.(count, false)
    },
  }
}
