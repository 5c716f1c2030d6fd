import type { TensorInfo } from '../tfjs.ts'

/** Bytes of an entry of a tensor of numbers on the wasm backend. */
export function bytesOf({ dtype }: TensorInfo): number {
  return dtype === 'bool' ? 1 : 4
}
