import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from '../../src/backends/load.ts'
import { forward } from '../../src/networks/forward.ts'
import type { Network } from '../../src/networks/network.ts'
import { planNetwork } from '../../src/networks/plan.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { sizeOf } from '../../src/shape.ts'
import type { TrainerState } from '../../src/trainers/trainer.ts'
import type { Batch } from '../../src/training/batch.ts'
import type { Variant } from '../../src/wasm/module.ts'

/** The outputs of a batch as a step in training has them, normalized by its own moments: by kernels. */
export async function fastInTraining(
  net: Network,
  state: TrainerState,
  { inputs, count }: Batch,
  variant: Variant,
): Promise<Float32Array> {
  const memory = networkMemory(await networkModules(variant))
  const { size, statisticsSize } = net
  const buffers = {
    parameters: memory.take(size),
    gradient: memory.take(size),
    statistics: memory.take(statisticsSize),
  }
  const plan = planNetwork(net, memory, buffers, { batch: count, shares: true })
  memory.floats(buffers.parameters, size).set(state.parameters)
  memory.floats(buffers.statistics, statisticsSize).set(state.statistics)
  const view = net.input.tokens === undefined ? memory.floats : memory.integers
  view(plan.input, inputs.length).set(inputs)
  plan.forward(count, true)
  return memory.floats(plan.output.at, count * sizeOf(net.output)).slice()
}

/** The same by operations of TensorFlow.js. */
export function generalInTraining(tf: Tfjs, net: Network, state: TrainerState, { inputs, count }: Batch): Float32Array {
  return tf.tidy(() => {
    const upload = (list: Network['parameters'] | Network['statistics'], all: Float32Array): Tensor[] =>
      list.map(({ offset, size, shape }) => tf.tensor(all.slice(offset, offset + size), [...shape]))
    const tensors = {
      parameters: upload(net.parameters, state.parameters),
      statistics: upload(net.statistics, state.statistics),
    }
    const dtype = net.input.tokens === undefined ? 'float32' : 'int32'
    const x = tf.tensor(Array.from(inputs), [count, ...net.input.axes], dtype)
    return forward(tf, net, tensors, x, { training: true, keep() {} }).dataSync() as Float32Array
  })
}
