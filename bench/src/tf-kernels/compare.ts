import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { registerTrainingKernels } from '@lazyrich/tf/kernels'
import { type Bench, median, type Result } from '../result.ts'

/** What is computed once for one timing: tensors that it makes are freed. */
export interface Case {
  /** Which size, in a few words: `conv2 of LeNet`. */
  readonly name: string
  /** Makes its inputs, which stay, and returns the work with the training kernels registered. */
  prepare(): { readonly ours: () => unknown; readonly stock: () => unknown }
}

/** Calls until the engine has compiled the loops, and those of one timing. */
const WARM = 60
const ROUNDS = 7
const MILLISECONDS = 30

/**
 * A kernel with the training kernels registered against what stock TensorFlow.js needs for the same, in turn in one
 * process: the sum over the cases of the time of a call, and the ratio of each in the note.
 *
 * @param composed what the stock side is, where it is not one kernel of its own.
 */
export function kernelBench(kernel: string, about: string, cases: readonly Case[], composed = 'its own kernel'): Bench {
  return {
    name: `tf-kernels-${kernel}`,
    about: `${about}, against stock tfjs (${composed}) on wasm: ms, summed over ${cases.length} sizes`,
    async measure(): Promise<Result> {
      await tf.setBackend('wasm')
      const parts: { name: string; ours: number; stock: number; ratio: number }[] = []
      for (const { name, prepare } of cases) {
        const work = prepare()
        const times: { ours: number; stock: number }[] = []
        for (let round = 0; round <= ROUNDS; round++) {
          const registered = await registerTrainingKernels(tf)
          const ours = time(work.ours, round === 0)
          registered.unregister()
          const stock = time(work.stock, round === 0)
          if (round > 0) times.push({ ours, stock })
        }
        parts.push({
          name,
          ours: median(times.map(({ ours }) => ours)),
          stock: median(times.map(({ stock }) => stock)),
          ratio: median(times.map(({ ours, stock }) => stock / ours)),
        })
        tf.disposeVariables()
      }
      const ours = parts.reduce((sum, part) => sum + part.ours, 0)
      const peer = parts.reduce((sum, part) => sum + part.stock, 0)
      return {
        bench: `tf-kernels-${kernel}`,
        ours,
        peer,
        unit: 'ms',
        ratio: peer / ours,
        note: `stock: ${composed}; ${parts.map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`).join(', ')}`,
      }
    },
  }
}

/** Milliseconds of a call. */
function time(work: () => unknown, warm: boolean): number {
  const call = (): void => {
    tf.tidy(() => {
      work()
    })
  }
  const from = performance.now()
  let calls = 0
  const least = warm ? WARM : 3
  while (calls < least || performance.now() - from < MILLISECONDS) {
    call()
    calls++
    // A stock composition may take long: its loops are the backend's, compiled already.
    if (warm && performance.now() - from > 20 * MILLISECONDS) break
  }
  return (performance.now() - from) / calls
}

let drawn = 0

/** A tensor of N(0, 1) that lives until the case is over. */
export function normal<Rank extends tf.Rank>(shape: tf.ShapeMap[Rank]): tf.Tensor<Rank> {
  return tf.variable(tf.randomNormal(shape, 0, 1, 'float32', ++drawn)) as unknown as tf.Tensor<Rank>
}
