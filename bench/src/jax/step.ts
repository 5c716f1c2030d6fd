import { lax, numpy as np } from '@jax-js/jax'

/**
 * Where the gradient of a step comes from: jax-js' reverse mode, or its formulas written out with jax-js' operations. Both
 * find the same; by hand a step is faster, since the operands of a product are not stored once more, transposed.
 */
export type Gradient = 'autodiff' | 'by hand'

/**
 * A network in training by jax-js on one batch. Arrays belong to whom they are passed to (`ref` keeps one more): after
 * each step its parameters alone are alive. Let it make 1,000 small steps before the clock starts: the engine goes on
 * compiling until then.
 */
export interface JaxTraining {
  /** One step of the optimizer, complete when it returns: reading the loss runs every kernel of the step. */
  step(): number
  dispose(): void
}

/** The loss that a step starts from, and the gradient at the parameters. Consumes what it is given. */
export type LossAndGradient<P> = (parameters: P, inputs: np.Array, targets: np.Array) => [np.Array, P]

/** Outputs f [classes, batch] and one-hot targets: log Σ exp f − f_label, as the mean over the batch. */
export function crossEntropy(f: np.Array, targets: np.Array): np.Array {
  const top = lax.stopGradient(np.max(f.ref, 0, { keepdims: true }))
  const sum = np.sum(np.exp(f.ref.sub(top.ref)), 0, { keepdims: true })
  return meanLoss(f, targets, sum, top)
}

/** The same with its gradient (softmax f − target) / batch. */
export function crossEntropyGradient(f: np.Array, targets: np.Array): [np.Array, np.Array] {
  const batch = f.shape[1]!
  const top = np.max(f.ref, 0, { keepdims: true })
  const exp = np.exp(f.ref.sub(top.ref))
  const sum = np.sum(exp.ref, 0, { keepdims: true })
  const loss = meanLoss(f, targets.ref, sum.ref, top)
  return [
    loss,
    exp
      .mul(np.reciprocal(sum))
      .sub(targets)
      .mul(1 / batch),
  ]
}

function meanLoss(f: np.Array, targets: np.Array, sum: np.Array, top: np.Array): np.Array {
  const batch = f.shape[1]!
  return np
    .sum(np.log(sum).add(top))
    .sub(np.sum(f.mul(targets)))
    .mul(1 / batch)
}

/** 1 where h > 0, else 0: the derivative of ReLU, from what it put out. */
export function positive(h: np.Array): np.Array {
  return np.greater(h, 0).astype(np.float32)
}

/** One-hot targets [classes, batch]. */
export function oneHotTargets(labels: ArrayLike<number>, classes: number): np.Array {
  const targets = new Float32Array(classes * labels.length)
  for (let i = 0; i < labels.length; i++) targets[labels[i]! * labels.length + i] = 1
  return np.array(targets, { shape: [classes, labels.length] })
}

/** @throws Error where the loss has not fallen after so many steps: a peer that does not learn measures nothing. */
export function requireFallingLoss(name: string, { step }: JaxTraining, steps: number): void {
  const first = step()
  let last = first
  for (let i = 0; i < steps; i++) last = step()
  if (!(last < first)) throw new Error(`${name} by jax-js does not learn: its loss went from ${first} to ${last}`)
}
