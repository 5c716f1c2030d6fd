import { TfError } from '../errors.ts'
import type { Windows } from './kernels/windows.ts'
import { type Memory, webAssembly } from './web-assembly.ts'

/** What the module exports: assembly/training/index.ts. Addresses and sizes are whole numbers. */
export interface Exports {
  gemmScratch(): number
  gemm(
    a: number,
    b: number,
    c: number,
    m: number,
    n: number,
    k: number,
    aRow: number,
    aColumn: number,
    bRow: number,
    bColumn: number,
    scratch: number,
  ): void
  gemms(
    count: number,
    aStep: number,
    bStep: number,
    a: number,
    b: number,
    c: number,
    m: number,
    n: number,
    k: number,
    aRow: number,
    aColumn: number,
    bRow: number,
    bColumn: number,
    scratch: number,
  ): void
  relu(x: number, out: number, size: number): void
  reluGradient(dy: number, x: number, out: number, size: number): void
  normalize(x: number, mean: number, factor: number, offset: number, out: number, size: number, width: number): void
  clip(x: number, out: number, size: number, low: number, high: number): void
  clipWhole(x: number, out: number, size: number, low: number, high: number): void
  slope(dy: number, x: number, out: number, size: number, below: number, ceiling: number, keepNaN: number): void
  /** Windows: as {@link windowsOf} lists them. */
  maxPool(x: number, out: number, ...windows: Windows): void
  maxPoolGradient(dy: number, x: number, dx: number, ...windowsAndExact: [...Windows, number]): void
  /** batch, then depth, height, width and channels of x, and three each of outputs, filter, strides and padding. */
  maxPool3dGradient(dy: number, x: number, dx: number, ...windows: number[]): void
  averagePool(x: number, out: number, ...windows: Windows): void
  /** 0 where {@link maxPool} and {@link averagePool} are the better ones; they take four channels or more. */
  poolScratch(
    channels: number,
    outWidth: number,
    filterHeight: number,
    filterWidth: number,
    strideWidth: number,
  ): number
  maxPoolLines(x: number, out: number, ...windowsAndScratch: [...Windows, number]): void
  averagePoolLines(x: number, out: number, ...windowsAndScratch: [...Windows, number]): void
  averagePoolGradient(dy: number, dx: number, ...windowsAndExact: [...Windows, number]): void
  sumScratch(length: number, inner: number): number
  sum(x: number, out: number, outer: number, length: number, inner: number, scale: number, scratch: number): void
  segmentSumScratch(count: number, inner: number, segments: number): number
  segmentSum(x: number, ids: number, out: number, count: number, inner: number, segments: number, scratch: number): void
  gather(x: number, ids: number, out: number, outer: number, extent: number, count: number, bytes: number): void
  repeatRuns(x: number, out: number, outer: number, bytes: number, times: number): void
  withRow(a: number, b: number, out: number, size: number, width: number, operation: number): void
  withColumn(a: number, b: number, out: number, length: number, width: number, operation: number): void
  copyRows(from: number, to: number, rows: number, bytes: number, fromRow: number, toRow: number): void
  channelsGradient(
    x: number,
    dy: number,
    dw: number,
    images: number,
    rows: number,
    rowStride: number,
    kernelRows: number,
    top: number,
    inRows: number,
    columns: number,
    columnStride: number,
    kernelColumns: number,
    left: number,
    inColumns: number,
    channels: number,
    outRow: number,
    outImage: number,
  ): void
  correlate(
    lanes: number,
    x: number,
    weights: number,
    out: number,
    images: number,
    inImage: number,
    outImage: number,
    outRows: number,
    rowStride: number,
    kernelRows: number,
    top: number,
    inRows: number,
    inRow: number,
    outRow: number,
    outColumns: number,
    columnStride: number,
    kernelColumns: number,
    left: number,
    inColumns: number,
    inPixel: number,
    outPixel: number,
    channels: number,
    outChannels: number,
    weightRow: number,
    weightColumn: number,
  ): void
  /** 1 or 0. */
  filterIsFinite(weights: number, count: number): number
  filterPanelsScratch(kernelRows: number, kernelColumns: number, inner: number, outer: number, lanes: number): number
  filterPanels(
    filter: number,
    kernelRows: number,
    kernelColumns: number,
    rowStep: number,
    columnStep: number,
    inner: number,
    innerStep: number,
    outer: number,
    outerStep: number,
    lanes: number,
    to: number,
  ): void
  filterGradient(
    x: number,
    dy: number,
    dw: number,
    images: number,
    rows: number,
    rowStride: number,
    kernelRows: number,
    top: number,
    inRows: number,
    columns: number,
    columnStride: number,
    kernelColumns: number,
    left: number,
    inColumns: number,
    channels: number,
    outChannels: number,
    inImage: number,
    outRow: number,
    outImage: number,
  ): void
  addTo(x: number, count: number, to: number): void
  clear(address: number, bytes: number): void
  repeat(x: number, count: number, times: number, to: number): void
  sumRuns(x: number, count: number, times: number, to: number): void
}

/** Which of the two modules computes; `relaxed` rounds a multiply and add once. */
export type Variant = 'simd' | 'relaxed'

export interface TrainingModule {
  readonly variant: Variant
  /** Instantiates it on the memory of a backend. */
  on(memory: Memory): Exports
}

/** `prefer` is for tests and comparisons: without it, relaxed where this machine has it. */
export async function compileModule(prefer?: Variant): Promise<TrainingModule> {
  if (prefer !== 'simd') {
    const { bytes } = await import('./bytes/relaxed.ts')
    const decoded = decode(bytes)
    if (webAssembly.validate(decoded)) return moduleOf('relaxed', decoded)
  }
  const { bytes } = await import('./bytes/simd.ts')
  return moduleOf('simd', decode(bytes))
}

/** Compiled now and not on instantiation: a page's main thread may not compile more than 4 KB in one go. */
async function moduleOf(variant: Variant, bytes: Uint8Array<ArrayBuffer>): Promise<TrainingModule> {
  const module = await webAssembly.compile(bytes)
  const shared = typeof SharedArrayBuffer === 'undefined' ? undefined : await webAssembly.compile(onSharedMemory(bytes))
  return {
    variant,
    on(memory) {
      const fits = shared && memory.buffer instanceof SharedArrayBuffer ? shared : module
      return new webAssembly.Instance(fits, { env: { memory } }).exports as Exports
    },
  }
}

/** The bytes of a module, in hexadecimal, which a page's compressed transfer packs a fifth smaller than base64. */
export function decode(hexadecimal: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hexadecimal.length / 2).map((_, i) => Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16))
}

/** "env", "memory", kind memory, limits with a maximum: how the module imports its memory. */
const IMPORT = [3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 1]

/**
 * The same module for the memory of a backend with threads: it must be imported as shared, which is one bit of the
 * limits' flags (WebAssembly core specification with threads, 5.3.7).
 */
function onSharedMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const shared = Uint8Array.from(bytes)
  const at = shared.findIndex((_, i) => IMPORT.every((byte, j) => shared[i + j] === byte))
  if (at < 0) throw new TfError('the training kernels do not import their memory as expected')
  shared[at + IMPORT.length - 1] = 3
  return shared
}
