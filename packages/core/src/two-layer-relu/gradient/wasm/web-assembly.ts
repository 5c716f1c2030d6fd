import { RELU_GRADIENT } from './bytes.ts'

/** What the module exports: assembly/relu-gradient/index.ts. */
export interface GradientExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  setup(samples: number, inputs: number, neurons: number, leak: number): number
  prepare(): void
  loss(): number
  evaluate(): number
  descend(readoutStep: number, inputStep: number): void
  placeOfX(): number
  placeOfY(): number
  placeOfW(): number
  placeOfA(): number
  placeOfInputGradient(): number
  placeOfReadoutGradient(): number
  placeOfSquaredReadoutSteps(): number
  placeOfSquaredInputSteps(): number
}

/** The part of WebAssembly that is needed: core is type-checked without the types of browsers or Node. */
interface Face {
  validate(bytes: Uint8Array): boolean
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

declare const WebAssembly: Face | undefined

/** Compiled on first use; false where SIMD or compiling is not available. */
let module: object | false | undefined

/** A new instance of the module, with its own memory; undefined where it cannot run. */
export function instantiateGradient(): GradientExports | undefined {
  if (typeof WebAssembly === 'undefined') return undefined
  module ??= compile(WebAssembly)
  return module ? (new WebAssembly.Instance(module, {}).exports as GradientExports) : undefined
}

function compile(face: Face): object | false {
  try {
    const bytes = new Uint8Array(RELU_GRADIENT.length / 2).map((_, i) =>
      Number.parseInt(RELU_GRADIENT.slice(2 * i, 2 * i + 2), 16),
    )
    return face.validate(bytes) ? new face.Module(bytes) : false
  } catch {
    // A page may forbid compiling (Content-Security-Policy without 'wasm-unsafe-eval').
    return false
  }
}
