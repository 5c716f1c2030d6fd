import { jit, lax, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import { randomStream } from '@lazyrich/core/random'
import {
  crossEntropy,
  crossEntropyGradient,
  type Gradient,
  type JaxTraining,
  type LossAndGradient,
  oneHotTargets,
  positive,
  requireFallingLoss,
} from './step.ts'

const BATCH = 128
const SIDE = 28
const KERNEL = 5
const PADDING = 2
const CLASSES = 10
const RATE = 0.03
/** Below every input: the maximum with it is a copy that the compiler does not take away. */
const LOWEST = -1e30

/** Kernels [out, in × 5 × 5], dense weights [in, out], biases [out, 1]. */
type Lenet = {
  kernel1: np.Array
  shift1: np.Array
  kernel2: np.Array
  shift2: np.Array
  dense1: np.Array
  bias1: np.Array
  dense2: np.Array
  bias2: np.Array
  dense3: np.Array
  bias3: np.Array
}

/**
 * LeNet-5 of `features` on 28 × 28 images, batch 128, cross entropy, plain descent, the whole step in one `jit`. Images
 * are [channels, height, width, batch], padded beforehand, so that all loops run along the batch; a convolution is a
 * product with the patches of its input. By autodiff that is some 2.5 times faster than `lax.conv` on [batch, channels,
 * height, width], and by hand more than ten times faster again: reverse mode stores the patches transposed, in rows of 25
 * and 150 entries, for which jax-js 0.1.25 writes no SIMD, and adds overlapping windows up entry by entry.
 *
 * @throws Error where its loss does not fall.
 */
export function jaxLenet(gradient: Gradient = 'by hand'): JaxTraining {
  const random = randomStream(0, 'data')
  const draw = (shape: readonly [number, number], fanIn: number): np.Array =>
    np.array(
      Float32Array.from({ length: shape[0] * shape[1] }, () => (2 * random.uniform() - 1) / Math.sqrt(fanIn)),
      { shape: [...shape] },
    )
  const inputs = np.array(
    padded(() => random.normal()),
    { shape: [1, SIDE + 2 * PADDING, SIDE + 2 * PADDING, BATCH] },
  )
  const targets = oneHotTargets(
    Uint8Array.from({ length: BATCH }, (_, i) => i % CLASSES),
    CLASSES,
  )
  let network: Lenet = {
    kernel1: draw([6, 25], 25),
    shift1: np.zeros([6, 1]),
    kernel2: draw([16, 150], 150),
    shift2: np.zeros([16, 1]),
    dense1: draw([400, 120], 400),
    bias1: np.zeros([120, 1]),
    dense2: draw([120, 84], 120),
    bias2: np.zeros([84, 1]),
    dense3: draw([84, 10], 84),
    bias3: np.zeros([10, 1]),
  }
  const lossAndGradient: LossAndGradient<Lenet> = gradient === 'autodiff' ? valueAndGrad(loss) : byHand
  const step = jit((network: Lenet, inputs: np.Array, targets: np.Array) => {
    const [value, g] = lossAndGradient(tree.ref(network), inputs, targets)
    const moved = tree.map((p: np.Array, g: np.Array) => g.mul(-RATE).add(p), network, g)
    return [moved, value] as [Lenet, np.Array]
  })
  const self: JaxTraining = {
    step() {
      const [moved, value] = step(network, inputs.ref, targets.ref)
      network = moved
      return value.dataSync()[0]!
    },
    dispose() {
      tree.dispose([network, inputs, targets])
      step.dispose()
    },
  }
  requireFallingLoss('LeNet-5', self, gradient === 'autodiff' ? 1 : 5) // a step by autodiff takes a second or two
  return self
}

/** Images with a border of zeros. */
function padded(pixel: () => number): Float32Array<ArrayBuffer> {
  const side = SIDE + 2 * PADDING
  const images = new Float32Array(side * side * BATCH)
  for (let row = 0; row < SIDE; row++) {
    const from = ((row + PADDING) * side + PADDING) * BATCH
    for (let i = 0; i < SIDE * BATCH; i++) images[from + i] = pixel()
  }
  return images
}

/** All patches of 5 × 5 of x [c, h, w, batch], as columns [c × 25, (h − 4) (w − 4) batch]; entries below `floor` rise to it. */
function patches(x: np.Array, floor: number): np.Array {
  const windows = lax.reduceWindow(x, (window) => window, [KERNEL, KERNEL, 1]) // [c, h − 4, w − 4, batch, 5, 5, 1]
  const [channels, height, width] = windows.shape as [number, number, number]
  const rows = np.transpose(windows, [0, 4, 5, 6, 1, 2, 3])
  return np.maximum(rows.reshape([channels * KERNEL * KERNEL, height * width * BATCH]), floor)
}

/** The sum of columns [c × 25, side² batch] where they overlap: [c, side + 4, side + 4, batch], first along rows. */
function overlapped(columns: np.Array, channels: number, side: number): np.Array {
  const all = columns.reshape([channels, KERNEL, KERNEL, side, side, BATCH])
  const shifts = Array.from({ length: KERNEL }, (_, k): [number, number] => [k, KERNEL - 1 - k])
  const rows = shifts.map((shift, k) => np.pad(all.ref.slice([], [], k), [[0, 0], [0, 0], [0, 0], shift, [0, 0]]))
  all.dispose()
  const sum = rows.reduce((a, b) => a.add(b)) // [c, 5, side, side + 4, batch]
  const planes = shifts.map((shift, k) => np.pad(sum.ref.slice([], k), [[0, 0], shift, [0, 0], [0, 0]]))
  sum.dispose()
  return planes.reduce((a, b) => a.add(b))
}

/** K q + s, [c, h/2, 2, w/2, 2, batch]: what a pool of 2 × 2 takes the maximum of over axes 2 and 4. */
function convolved(kernel: np.Array, columns: np.Array, shift: np.Array, half: number): np.Array {
  const channels = kernel.shape[0]!
  return np.einsum('ck,kn->cn', kernel, columns).add(shift).reshape([channels, half, 2, half, 2, BATCH])
}

function pooled(z: np.Array): np.Array {
  return np.maximum(np.max(z, [2, 4]), 0)
}

/** The gradient at z [c, half, 2, half, 2, batch] where the pool and ReLU put out h: ties share it. */
function unpooled(z: np.Array, h: np.Array, d: np.Array): np.Array {
  const [channels, half] = h.shape as [number, number]
  const spread = [channels, half, 1, half, 1, BATCH]
  const largest = np.equal(z, h.ref.reshape(spread)).astype(np.float32)
  const count = np.maximum(np.sum(largest.ref, [2, 4]), 1) // none where ReLU cut the maximum off
  const share = d.mul(positive(h)).mul(np.reciprocal(count))
  return largest.mul(share.reshape(spread)).reshape([channels, 4 * half * half * BATCH])
}

function dense(weight: np.Array, h: np.Array, bias: np.Array): np.Array {
  return np.einsum('io,ib->ob', weight, h).add(bias)
}

function loss(network: Lenet, inputs: np.Array, targets: np.Array): np.Array {
  const { kernel1, shift1, kernel2, shift2, dense1, bias1, dense2, bias2, dense3, bias3 } = network
  const h1 = pooled(convolved(kernel1, patches(inputs, LOWEST), shift1, 14))
  const h2 = pooled(convolved(kernel2, patches(h1, LOWEST), shift2, 5)).reshape([400, BATCH])
  const h3 = np.maximum(dense(dense1, h2, bias1), 0)
  const h4 = np.maximum(dense(dense2, h3, bias2), 0)
  return crossEntropy(dense(dense3, h4, bias3), targets)
}

const byHand: LossAndGradient<Lenet> = (network, inputs, targets) => {
  const { kernel1, shift1, kernel2, shift2, dense1, bias1, dense2, bias2, dense3, bias3 } = network
  const q1 = patches(inputs, LOWEST)
  const z1 = convolved(kernel1, q1.ref, shift1, 14)
  const h1 = pooled(z1.ref)
  const q2 = patches(h1.ref, LOWEST)
  const z2 = convolved(kernel2.ref, q2.ref, shift2, 5)
  const h2 = pooled(z2.ref)
  const flat = h2.ref.reshape([400, BATCH])
  const h3 = np.maximum(dense(dense1.ref, flat.ref, bias1), 0)
  const h4 = np.maximum(dense(dense2.ref, h3.ref, bias2), 0)
  const [value, d5] = crossEntropyGradient(dense(dense3.ref, h4.ref, bias3), targets)

  const product = (h: np.Array, d: np.Array): np.Array => np.einsum('ib,ob->io', h, d)
  const total = (d: np.Array): np.Array => np.sum(d, 1, { keepdims: true })
  const back = (weight: np.Array, d: np.Array): np.Array => np.einsum('io,ob->ib', weight, d)
  const d4 = back(dense3, d5.ref).mul(positive(h4.ref))
  const d3 = back(dense2, d4.ref).mul(positive(h3.ref))
  const d2 = unpooled(z2, h2, back(dense1, d3.ref).reshape([16, 5, 5, BATCH]))
  const d1 = unpooled(z1, h1, overlapped(np.einsum('ck,cn->kn', kernel2, d2.ref), 6, 10))
  const g: Lenet = {
    kernel1: np.einsum('cn,kn->ck', d1.ref, q1),
    shift1: total(d1),
    kernel2: np.einsum('cn,kn->ck', d2.ref, q2),
    shift2: total(d2),
    dense1: product(flat, d3.ref),
    bias1: total(d3),
    dense2: product(h3, d4.ref),
    bias2: total(d4),
    dense3: product(h4, d5.ref),
    bias3: total(d5),
  }
  return [value, g]
}
