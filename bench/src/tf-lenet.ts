import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { registerTrainingKernels } from '@lazyrich/tf/kernels'
import { lenet, sgd } from '@lazyrich/tf/networks'
import { type NetworkStep, networkStep } from './network-step.ts'
import { runTorch } from './python.ts'
import { type Bench, inTurn, medianStep, type Result } from './result.ts'

const BATCH = 128
const PAIRS = 3
/** Steps before the clock starts: the engine compiles hot loops only after some fifty. */
const WARM = 60
const STEPS = 60

/**
 * A step of LeNet-5 in kernels and buffers of our own against PyTorch's: batch 128, cross entropy, plain descent, the
 * network of `features`.
 */
export const tfLenet: Bench = {
  name: 'tf-lenet',
  about: 'a step of LeNet-5 at batch 128 on the fast path against PyTorch on one thread: ms',
  async measure(): Promise<Result> {
    const { step, variant } = await lenetStep()
    return withPeer('tf-lenet', variant, step)
  },
}

/** The same by TensorFlow.js' own automatic differentiation with the training kernels registered. */
export const tfLenetAutodiff: Bench = {
  name: 'tf-lenet-autodiff',
  about:
    'a step of LeNet-5 at batch 128, autodiff of tfjs with the training kernels, against PyTorch on one thread: ms',
  async measure(): Promise<Result> {
    await tf.setBackend('wasm')
    const { variant } = await registerTrainingKernels(tf)
    return withPeer('tf-lenet-autodiff', variant, autodiffStep())
  },
}

function withPeer(bench: string, variant: string, step: () => number): Result {
  for (let i = 0; i < WARM; i++) step()
  const note = `${variant}, ${PAIRS} pairs of ${STEPS} steps`
  return inTurn(bench, 'ms', note, PAIRS, () => medianStep(step, STEPS), peerStep)
}

function peerStep(): number {
  return runTorch<{ ms: number }>('torch_train.py', ['lenet', '--steps', '60']).ms
}

/** A step of the fast path. */
export function lenetStep(): Promise<NetworkStep> {
  const random = randomStream(2, 'data')
  const inputs = Float32Array.from({ length: BATCH * 28 * 28 }, () => random.normal())
  const labels = Int32Array.from({ length: BATCH }, (_, i) => i % 10)
  return networkStep(lenet(), sgd(), { inputs, labels, count: BATCH }, 0.01)
}

/** A step that returns once it is done: reading the loss waits for nothing on wasm. */
function autodiffStep(): () => number {
  let drawn = 0
  const draw = (shape: number[], fanIn: number): tf.Variable =>
    tf.variable(tf.randomNormal(shape, 0, Math.sqrt(2 / fanIn), 'float32', ++drawn))
  const [f1, f2] = [
    draw([5, 5, 1, 6], 25) as tf.Variable<tf.Rank.R4>,
    draw([5, 5, 6, 16], 150) as tf.Variable<tf.Rank.R4>,
  ]
  const [b1, b2] = [tf.variable(tf.zeros([6])), tf.variable(tf.zeros([16]))]
  const dense = [
    [400, 120],
    [120, 84],
    [84, 10],
  ].map(([from, to]) => ({ W: draw([from!, to!], from!), b: tf.variable(tf.zeros([to!])) }))
  const x = tf.randomNormal([BATCH, 28, 28, 1], 0, 1, 'float32', 99) as tf.Tensor4D
  const y = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: BATCH }, (_, i) => i % 10),
      'int32',
    ),
    10,
  )
  const optimizer = tf.train.sgd(0.01)
  const loss = (): tf.Scalar => {
    let h: tf.Tensor = tf.maxPool(tf.relu(tf.add(tf.conv2d(x, f1, 1, 'same'), b1)) as tf.Tensor4D, 2, 2, 'valid')
    h = tf.maxPool(tf.relu(tf.add(tf.conv2d(h as tf.Tensor4D, f2, 1, 'valid'), b2)) as tf.Tensor4D, 2, 2, 'valid')
    h = tf.reshape(h, [BATCH, 400])
    for (const [l, { W, b }] of dense.entries()) {
      h = tf.add(tf.matMul(h as tf.Tensor2D, W as unknown as tf.Tensor2D), b)
      if (l < 2) h = tf.relu(h)
    }
    return tf.losses.softmaxCrossEntropy(y, h) as tf.Scalar
  }
  return () => {
    const value = optimizer.minimize(loss, true)!
    const [number] = value.dataSync()
    value.dispose()
    return number!
  }
}
