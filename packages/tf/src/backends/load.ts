import type * as tfjs from '@tensorflow/tfjs'
import type * as wasm from '@tensorflow/tfjs-backend-wasm'
import { TfError } from '../errors.ts'
import type { TrainingKernels } from '../wasm/register.ts'

export type Tfjs = typeof tfjs
export type TfjsWasm = typeof wasm

/**
 * TensorFlow.js with its cpu backend and, in a browser, webgl. A fraction of a second, so nothing loads it before.
 *
 * @throws TfError that says how to install it, where it is not.
 */
export function loadTfjs(): Promise<Tfjs> {
  return import('@tensorflow/tfjs').catch(refuseWithout('@tensorflow/tfjs'))
}

/** Networks train without these packages, so they may not be there: whoever asks for a backend is told what it needs. */
function refuseWithout(name: string): (cause: unknown) => never {
  return (cause) => {
    throw new TfError(
      `${name}, which backends of TensorFlow.js need, does not load: npm install @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0`,
      { cause },
    )
  }
}

let wasmFiles: WasmFiles | undefined

/** Where a browser finds the wasm backend's binaries, each by its own name. */
export interface WasmFiles {
  readonly 'tfjs-backend-wasm.wasm': string
  readonly 'tfjs-backend-wasm-simd.wasm': string
  readonly 'tfjs-backend-wasm-threaded-simd.wasm': string
}

/**
 * Sets where the wasm backend's binaries are. A browser must be told, once, before the first backend is chosen; Node
 * finds them by itself.
 */
export function serveWasmFrom(files: WasmFiles): void {
  wasmFiles = files
}

/** Registers the wasm backend with TensorFlow.js. @throws TfError that says how to install it, where it is not. */
export async function loadWasm(): Promise<TfjsWasm> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm').catch(refuseWithout('@tensorflow/tfjs-backend-wasm'))
  if (wasmFiles) {
    wasm.setWasmPaths({ ...wasmFiles })
    wasmFiles = undefined // once: the paths cannot be set again after the backend has started
  }
  return wasm
}

/** Registers the training kernels, with wasm set. */
export async function loadKernels(tf: Tfjs): Promise<TrainingKernels> {
  const { registerTrainingKernels } = await import('../wasm/register.ts')
  return registerTrainingKernels(tf)
}

/** Registers the webgpu backend, where there is WebGPU; false where there is none. */
export async function loadWebgpu(): Promise<boolean> {
  const { findGpu } = await import('./find-gpu.ts')
  if (!(await findGpu())) return false
  await import('@tensorflow/tfjs-backend-webgpu')
  return true
}
