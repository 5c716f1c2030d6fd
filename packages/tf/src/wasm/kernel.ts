import type { Binding } from './binding.ts'
import type { TensorInfo, Tf, WasmBackend } from './tfjs.ts'

/** What a kernel is called with. */
export interface Call<Inputs, Attributes> {
  readonly inputs: Inputs
  readonly attrs: Attributes
  readonly backend: WasmBackend
  readonly module: Binding
  readonly tf: Tf
  /**
   * The same call on the kernel that this one replaces, for what it leaves to it; with other attributes and inputs, if
   * given.
   */
  stock(attrs?: object, inputs?: object): TensorInfo
}

/** A kernel of TensorFlow.js, by its standard name, as a function of its inputs and attributes. */
export interface TrainingKernel {
  /** TensorFlow.js' name for it. */
  readonly name: string
  /** True where the stock backend has one of that name, which this replaces. */
  readonly replaces: boolean
  // The registry of TensorFlow.js is untyped: inputs and attributes are what the operations of 4.22 give.
  readonly compute: (call: Call<never, never>) => TensorInfo | TensorInfo[]
}

/** Types a kernel's inputs and attributes. */
export function trainingKernel<Inputs, Attributes>(kernel: {
  readonly name: string
  readonly replaces: boolean
  compute(call: Call<Inputs, Attributes>): TensorInfo | TensorInfo[]
}): TrainingKernel {
  return kernel as unknown as TrainingKernel
}
