import * as tf from '@tensorflow/tfjs'
import type { WasmBackend } from '../../../src/wasm/tfjs.ts'
import { numbers } from './models.ts'

const BATCH = 3
const TOKENS = [0, 5, 2, 2, 7, 1, 3, 3, 6, 4, 0, 1, 7, 2, 5, 6, 1]

/** Shapes of what is trained: an embedding, two filters, a dense layer and its bias. */
const SHAPES = [[8, 4], [3, 3, 4, 5], [2, 2, 5, 1], [5, 6], [6]] as const

export type Entries = readonly (readonly number[])[]

/** Where {@link trainTiny} begins. */
export const beginning: Entries = SHAPES.map((shape, i) => {
  const size = shape.reduce((product: number, extent) => product * extent, 1)
  return numbers(size, i).map((entry) => Math.fround(entry / 2))
})

/**
 * Trains a network that has a bit of everything (embedding, attention, convolution, pooling, depthwise convolution,
 * clipping, a dense layer, cross entropy) from weights given as plain numbers, since tensors go with their backend.
 * `between` is called in the middle of every step. Leaves no tensor.
 */
export function trainTiny(from: Entries, steps: number, between: () => void = () => {}): number[][] {
  const weights = SHAPES.map((shape, i) => tf.variable(tf.tensor([...from[i]!], [...shape])))
  const optimizer = tf.train.sgd(0.1)
  const loss = (): tf.Scalar => {
    const [embedding, filter, depthwise, dense, bias] = weights
    const tokens = tf.tensor2d(
      Array.from({ length: BATCH * 16 }, (_, i) => TOKENS[i % TOKENS.length]!),
      [BATCH, 16],
      'int32',
    )
    const embedded = tf.gather(embedding!, tokens) as tf.Tensor3D
    const attention = tf.softmax(tf.matMul(embedded, embedded, false, true))
    const image = tf.matMul(attention, embedded).reshape([BATCH, 4, 4, 4]) as tf.Tensor4D
    const hidden = tf.relu(tf.conv2d(image, filter as tf.Tensor4D, 1, 'same'))
    between()
    const pooled = tf.clipByValue(tf.maxPool(hidden, 2, 1, 'valid'), -2, 2)
    const mixed = tf.depthwiseConv2d(pooled, depthwise as tf.Tensor4D, 1, 'same').mean<tf.Tensor2D>([1, 2])
    const logits = tf.add(tf.matMul(mixed, dense as tf.Tensor2D), bias!)
    return tf.losses.softmaxCrossEntropy(tf.oneHot([1, 0, 4], 6), logits)
  }
  for (let step = 0; step < steps; step++) optimizer.minimize(loss)
  const read = weights.map((weight) => [...weight.dataSync()])
  tf.dispose([...weights])
  optimizer.dispose()
  return read
}

/** The wasm backend that is set. */
export function wasmBackend(): WasmBackend {
  return tf.backend() as unknown as WasmBackend
}

/** The memory of the wasm backend that is set. */
export function heap(): { readonly buffer: ArrayBufferLike } {
  const { wasm } = wasmBackend()
  return wasm.wasmMemory ?? wasm.asm!.memory!
}

/** Bytes of it, all of them. */
export const heapBytes = (): number => heap().buffer.byteLength

/** Counts what is asked of the backend's memory and not given back, from now on. */
export function countBytes(): { live(): number; blocks(): number; stop(): void } {
  const { wasm } = wasmBackend()
  // Its first calls replace these two.
  wasm._free(wasm._malloc(16))
  const { _malloc, _free } = wasm
  const blocks = new Map<number, number>()
  wasm._malloc = (bytes) => {
    const address = _malloc(bytes)
    blocks.set(address, bytes)
    return address
  }
  wasm._free = (address) => {
    blocks.delete(address)
    _free(address)
  }
  return {
    live: () => [...blocks.values()].reduce((sum, bytes) => sum + bytes, 0),
    blocks: () => blocks.size,
    stop: () => Object.assign(wasm, { _malloc, _free }),
  }
}

/** Makes the backend's memory grow now: every view of it from before is detached, every address stays. */
export function growHeap(malloc: (bytes: number) => number = wasmBackend().wasm._malloc): void {
  const before = heapBytes()
  const { wasm } = wasmBackend()
  const blocks: number[] = []
  while (heapBytes() === before) blocks.push(malloc(1 << 20))
  for (const block of blocks) wasm._free(block)
}

/** The memory grows at some of the allocations of `work`: those whose number, from 0, `at` holds for. */
export function growingAt<T>(at: (allocation: number) => boolean, work: () => T): T {
  const { wasm } = wasmBackend()
  wasm._free(wasm._malloc(16))
  const { _malloc } = wasm
  let count = 0
  wasm._malloc = (bytes) => {
    if (at(count++)) growHeap(_malloc)
    return _malloc(bytes)
  }
  try {
    return work()
  } finally {
    wasm._malloc = _malloc
  }
}
