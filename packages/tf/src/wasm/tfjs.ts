import type * as core from '@tensorflow/tfjs-core'
import type { Memory } from './web-assembly.ts'

/**
 * The part of TensorFlow.js that the kernels use: a caller's `@tensorflow/tfjs` or `@tensorflow/tfjs-core` is one. It
 * is handed in and never imported here, so that kernels land where the caller's operations look for them.
 */
export type Tf = Pick<
  typeof core,
  | 'backend'
  | 'backend_util'
  | 'broadcastTo'
  | 'broadcast_util'
  | 'div'
  | 'engine'
  | 'env'
  | 'findBackendFactory'
  | 'getBackend'
  | 'getGradient'
  | 'getKernel'
  | 'ready'
  | 'registerGradient'
  | 'registerKernel'
  | 'reshape'
  | 'slice_util'
  | 'unregisterGradient'
  | 'unregisterKernel'
  | 'util'
  | 'version_core'
>

export type { DataType, GradConfig, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core'

/** What a tensor is to the wasm backend. */
interface TensorData {
  readonly id: number
  readonly memoryOffset: number
}

/** The wasm backend, as far as the kernels need it: undocumented, asserted by {@link requireKnownBackend}. */
export interface WasmBackend {
  readonly wasm: {
    /** The exports of the backend's module; absent or without memory where threads share one. */
    readonly asm?: { readonly memory?: Memory }
    readonly wasmMemory?: Memory
    readonly HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(address: number): void
  }
  readonly dataIdMap: { get(dataId: object): TensorData }
  makeOutput(shape: readonly number[], dtype: core.DataType): core.TensorInfo
  disposeData(dataId: object): boolean
  incRef(dataId: object): void
  readSync(dataId: object): core.backend_util.BackendValues
}
