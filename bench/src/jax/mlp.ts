import { jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
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
const PLACES = 8
const SYMBOLS = 8
const WIDTHS: readonly number[] = [64, 64, 64, 64, 8]
/** What each layer's product is divided by: √fan-in, the last by fan-in. */
const SCALES: readonly number[] = [8, 8, 8, 64]
const RATE = 6.4
const MOMENTUM = 0.9

/** U_l = W_l / s_l, [in, out]: a step of η on W is one of η/s_l² on U, and spares a kernel a layer. */
type Matrices = np.Array[]

/**
 * The MLP of `hierarchy` at its published size (64-64-64-64-8, no biases, one-hot inputs, batch 128, cross entropy,
 * momentum 0.9), the whole step in one `jit`. Activations are [width, batch].
 *
 * @throws Error where its loss does not fall, or is not within 1e-4 of the same in float64.
 */
export function jaxMlp(gradient: Gradient = 'by hand'): JaxTraining {
  const random = randomStream(0, 'data')
  const draw = (limit: number): number => Math.floor(random.uniform() * limit)
  const symbols = Uint8Array.from({ length: BATCH * PLACES }, () => draw(SYMBOLS))
  const labels = Uint8Array.from({ length: BATCH }, () => draw(WIDTHS.at(-1)!))
  const inputs = oneHotInputs(symbols)
  const targets = oneHotTargets(labels, WIDTHS.at(-1)!)
  let U: Matrices = SCALES.map((scale, l) => {
    const [from, to] = [WIDTHS[l]!, WIDTHS[l + 1]!]
    return np.array(
      Float32Array.from({ length: from * to }, () => random.normal() / scale),
      { shape: [from, to] },
    )
  })
  let velocity: Matrices = U.map(({ shape }) => np.zeros(shape))
  const lossAndGradient: LossAndGradient<Matrices> = gradient === 'autodiff' ? valueAndGrad(loss) : byHand
  const step = jit((U: Matrices, velocity: Matrices, inputs: np.Array, targets: np.Array) => {
    const [value, g] = lossAndGradient(tree.ref(U), inputs, targets)
    const moved = velocity.map((v, l) => g[l]!.add(v.mul(MOMENTUM)))
    const stepped = U.map((u, l) => u.sub(moved[l]!.ref.mul(RATE / SCALES[l]! ** 2)))
    return [stepped, moved, value] as [Matrices, Matrices, np.Array]
  })
  const self: JaxTraining = {
    step() {
      const [stepped, moved, value] = step(U, velocity, inputs.ref, targets.ref)
      U = stepped
      velocity = moved
      return value.dataSync()[0]!
    },
    dispose() {
      tree.dispose([U, velocity, inputs, targets])
      step.dispose()
    },
  }
  requireFallingLoss('the MLP', self, 20)
  const expected = lossInFloat64(
    U.map((u) => u.ref.dataSync()),
    symbols,
    labels,
  )
  const found = self.step()
  if (!(Math.abs(found - expected) <= 1e-4 * expected))
    throw new Error(`the MLP by jax-js has a loss of ${found}, in float64 ${expected}`)
  return self
}

/** Uᵀ h, with ReLU but for the last layer. */
function layer(u: np.Array, h: np.Array, last: boolean): np.Array {
  const z = np.einsum('io,ib->ob', u, h)
  return last ? z : np.maximum(z, 0)
}

function loss(U: Matrices, inputs: np.Array, targets: np.Array): np.Array {
  return crossEntropy(
    U.reduce((h, u, l) => layer(u, h, l === U.length - 1), inputs),
    targets,
  )
}

const byHand: LossAndGradient<Matrices> = (U, inputs, targets) => {
  const h = [inputs]
  for (const [l, u] of U.entries()) h.push(layer(u.ref, h[l]!.ref, l === U.length - 1))
  let [value, d] = crossEntropyGradient(h.pop()!, targets)
  const g: Matrices = []
  for (let l = U.length - 1; l > 0; l--) {
    g[l] = np.einsum('ib,ob->io', h[l]!.ref, d.ref)
    d = np.einsum('io,ob->ib', U[l]!, d).mul(positive(h[l]!))
  }
  g[0] = np.einsum('ib,ob->io', inputs, d)
  U[0]!.dispose()
  return [value, g]
}

/** [places × symbols, batch]. */
function oneHotInputs(symbols: Uint8Array): np.Array {
  const inputs = new Float32Array(PLACES * SYMBOLS * BATCH)
  for (const [i, symbol] of symbols.entries())
    inputs[((i % PLACES) * SYMBOLS + symbol) * BATCH + Math.floor(i / PLACES)] = 1
  return np.array(inputs, { shape: [PLACES * SYMBOLS, BATCH] })
}

/** The mean loss by plain loops over float64 numbers. */
function lossInFloat64(U: readonly ArrayLike<number>[], symbols: Uint8Array, labels: Uint8Array): number {
  let sum = 0
  for (const [i, label] of labels.entries()) {
    let h = new Float64Array(PLACES * SYMBOLS)
    for (let place = 0; place < PLACES; place++) h[place * SYMBOLS + symbols[i * PLACES + place]!] = 1
    for (const [l, u] of U.entries()) {
      const [from, to] = [WIDTHS[l]!, WIDTHS[l + 1]!]
      const next = new Float64Array(to)
      for (let k = 0; k < from; k++) for (let o = 0; o < to; o++) next[o]! += h[k]! * u[k * to + o]!
      h = l < U.length - 1 ? next.map((z) => Math.max(0, z)) : next
    }
    sum += Math.log(h.reduce((all, f) => all + Math.exp(f), 0)) - h[label]!
  }
  return sum / labels.length
}
