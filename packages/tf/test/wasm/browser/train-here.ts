import { registerTrainingKernels } from '@lazyrich/tf/kernels'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { models, train } from '../support/models.ts'
import { heap } from '../support/tiny.ts'

/** What a page or a worker of it has come to. */
export interface TrainedHere {
  readonly variant: string
  readonly losses: readonly number[]
  readonly weights: readonly (readonly number[])[]
  readonly isIsolated: boolean
  readonly isShared: boolean
}

/** A few steps of LeNet, in whatever runs this; `folder` is the address of the backend's own files. */
export async function trainHere(folder: string): Promise<TrainedHere> {
  setWasmPaths(folder)
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend does not start')
  const { variant } = await registerTrainingKernels(tf)
  const { losses, weights } = await train(models[0]!, 4)
  const { crossOriginIsolated } = globalThis as { readonly crossOriginIsolated?: boolean }
  return {
    variant,
    losses,
    weights: weights.map(({ values }) => values),
    isIsolated: crossOriginIsolated === true,
    isShared: typeof SharedArrayBuffer !== 'undefined' && heap().buffer instanceof SharedArrayBuffer,
  }
}
