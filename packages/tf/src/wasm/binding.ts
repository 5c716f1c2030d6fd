import { TfError } from '../errors.ts'
import { requireKnownBackend } from './known-version.ts'
import type { Exports, TrainingModule, Variant } from './module.ts'
import type { TensorInfo, WasmBackend } from './tfjs.ts'

/** The module on the memory of one instance of the backend. */
export interface Binding {
  readonly exports: Exports
  readonly variant: Variant
  /** Whether the backend's memory is shared: its own kernels then compute in several threads. */
  readonly threaded: boolean
  /**
   * Where a tensor's entries begin, in bytes: ask at every call, an assignment moves it.
   *
   * @throws TfError for a tensor that the backend had no memory for, which it does not say itself.
   */
  address(tensor: TensorInfo): number
  /**
   * Calls `work` with so many bytes of the backend's memory, 16-aligned, and frees them, whatever happens. They are
   * not cleared. Asking for memory may grow it: views from before are then detached.
   *
   * @throws TfError where there is no more.
   */
  withScratch<T>(bytes: number, work: (address: number) => T): T
}

/**
 * Ties the module to instances of the backend: each has a memory of its own. A backend that is reset and made anew gets
 * a new binding, an old one's goes with it.
 */
export class Bindings {
  readonly #module: TrainingModule
  readonly #of = new WeakMap<object, Binding>()

  constructor(module: TrainingModule) {
    this.#module = module
  }

  of(backend: WasmBackend): Binding {
    return this.#of.get(backend) ?? this.bind(backend)
  }

  bind(backend: WasmBackend): Binding {
    const known = this.#of.get(backend)
    if (known) return known
    const memory = requireKnownBackend(backend)
    const exports = this.#module.on(memory)
    const { wasm } = backend
    const binding: Binding = {
      exports,
      variant: this.#module.variant,
      threaded: typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer,
      address(tensor) {
        const { memoryOffset } = backend.dataIdMap.get(tensor.dataId)
        if (memoryOffset === 0 && !tensor.shape.includes(0)) throw outOfMemory(`a tensor of shape [${tensor.shape}]`)
        return memoryOffset
      },
      withScratch(bytes, work) {
        const address = wasm._malloc(bytes)
        if (address === 0 && bytes > 0) throw outOfMemory(`${bytes} bytes of scratch`)
        try {
          return work(address >>> 0)
        } finally {
          wasm._free(address)
        }
      },
    }
    this.#of.set(backend, binding)
    return binding
  }

  unbind(backend: WasmBackend): void {
    this.#of.delete(backend)
  }
}

function outOfMemory(what: string): TfError {
  return new TfError(
    `the wasm backend has no memory left for ${what}: dispose of tensors that are no longer needed (4 GiB are the most that it can have)`,
  )
}
