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
  const bytes = fromBase64(RELU_GRADIENT)
  try {
    return face.validate(bytes) ? new face.Module(bytes) : false
  } catch {
    // A page may forbid compiling (Content-Security-Policy without 'wasm-unsafe-eval').
    return false
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** By hand: neither atob nor Buffer is everywhere that core runs. */
function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.replace(/=+$/, '').length * 3) / 4))
  for (let i = 0, at = 0; at < bytes.length; i += 4) {
    let word = 0
    for (let j = 0; j < 4; j++) word = word * 64 + Math.max(0, DIGITS.indexOf(text.charAt(i + j)))
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (word >> shift) & 255
  }
  return bytes
}
