import type { TensorInfo, Tf, WasmBackend } from './tfjs.ts'

/** Kernels of the backend called from a kernel, by name, and what they made freed in the end. */
export interface Composition {
  /** Calls a kernel of one output. Its output goes with {@link dispose}, unless it is what {@link keep} is given. */
  run(name: string, inputs: object, attrs?: object): TensorInfo
  /** The tensor itself where it is float32, otherwise its entries as float32. */
  asFloat(tensor: TensorInfo): TensorInfo
  /** Excepts a tensor from {@link dispose}. */
  keep(tensor: TensorInfo): TensorInfo
  dispose(): void
}

export function compose(tf: Tf, backend: WasmBackend): Composition {
  const made = new Set<TensorInfo>()
  const composition: Composition = {
    run(name, inputs, attrs = {}) {
      const kernel = tf.getKernel(name, 'wasm')
      const out = kernel.kernelFunc({ inputs: inputs as never, attrs: attrs as never, backend }) as TensorInfo
      made.add(out)
      return out
    },
    asFloat(tensor) {
      return tensor.dtype === 'float32' ? tensor : composition.run('Cast', { x: tensor }, { dtype: 'float32' })
    },
    keep(tensor) {
      made.delete(tensor)
      return tensor
    },
    dispose() {
      for (const { dataId } of made) backend.disposeData(dataId)
      made.clear()
    },
  }
  return composition
}
