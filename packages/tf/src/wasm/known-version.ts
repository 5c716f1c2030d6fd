import { TfError } from '../errors.ts'
import type { Tf, WasmBackend } from './tfjs.ts'
import { type Memory, webAssembly } from './web-assembly.ts'

/** The kernels rely on the inside of the wasm backend, which is not documented and may change in any release. */
export const KNOWN_VERSION = '4.22.0'

/** @throws TfError if `tf` is no TensorFlow.js, or another version of it. */
export function requireKnownVersion(tf: Tf): void {
  if (typeof tf?.registerKernel !== 'function' || typeof tf.version_core !== 'string')
    throw new TfError(
      `tf is ${tf === null ? 'null' : typeof tf}, without registerKernel and version_core: the namespace of @tensorflow/tfjs or @tensorflow/tfjs-core is accepted (import * as tf from '@tensorflow/tfjs')`,
    )
  if (tf.version_core !== KNOWN_VERSION)
    throw new TfError(
      `tf is version ${tf.version_core}: the training kernels rely on the inside of ${KNOWN_VERSION} and accept no other`,
    )
}

/**
 * Checks what the kernels rely on: where the backend's memory is, where a tensor lies in it, and that memory can be
 * asked for.
 *
 * @throws TfError that names what is missing.
 */
export function requireKnownBackend(backend: WasmBackend): Memory {
  const wasm: Partial<WasmBackend['wasm']> | undefined = backend.wasm
  const memory = wasm?.wasmMemory ?? wasm?.asm?.memory
  const missing = [
    [memory instanceof webAssembly.Memory, 'wasm.asm.memory'],
    [typeof wasm?._malloc === 'function', 'wasm._malloc'],
    [typeof wasm?._free === 'function', 'wasm._free'],
    [typeof backend.dataIdMap?.get === 'function', 'dataIdMap'],
    [typeof backend.makeOutput === 'function', 'makeOutput'],
    [typeof backend.disposeData === 'function', 'disposeData'],
    [typeof backend.incRef === 'function', 'incRef'],
    [typeof backend.readSync === 'function', 'readSync'],
  ].find(([there]) => !there)
  if (missing)
    throw new TfError(
      `the wasm backend has no ${missing[1]}, which ${KNOWN_VERSION} has: is @tensorflow/tfjs-backend-wasm another version?`,
    )
  return memory as Memory
}
