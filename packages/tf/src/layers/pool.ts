import type { Tensor4D } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import type { Names } from '../door.ts'
import type { Planning } from '../planning/planning.ts'
import type { Pending, Value } from '../planning/value.ts'
import { requireAxes } from '../shape.ts'
import type { Windows } from '../wasm/kernels/windows.ts'
import { poolImages, poolImagesScratch } from '../wasm/pooling/pool-images.ts'
import type { Layer } from './layer.ts'
import { nameFrom } from './name.ts'
import { type Extent, type Sliding, slidingOf, windowsIn } from './window.ts'

export interface PoolOptions {
  readonly name?: string
  /** Pixels from one window to the next; those of a window if left out, so that none is in two. */
  readonly stride?: Extent
}

const KNOWN: Names<PoolOptions> = { name: true, stride: true }

/** What one kind of pool is, beside its windows. */
export interface PoolKind {
  readonly kind: string
  readonly homogeneity: Layer['homogeneity']
  readonly what: 'max' | 'mean'
  forward(tf: Tfjs, x: Tensor4D, window: [number, number], stride: [number, number]): Tensor4D
  /** Whether what is pending may be done to what comes out instead. */
  commutes(pending: Pending): boolean
  /** From the gradient d of what comes out to that of x, written to `to`. */
  backward(kernels: Planning['kernels'], d: number, x: number, to: number, windows: Windows, exact: 0 | 1): void
}

/** A layer that makes one entry of each window that fits in an image, for each channel. */
export function poolOf(own: PoolKind, size: Extent, options: PoolOptions): Layer {
  const name = nameFrom(own.kind, options, KNOWN)
  const { stride = size } = options
  const sliding = slidingOf(own.kind, 'size', size, stride)
  return {
    kind: own.kind,
    ...name,
    settings: { size: sliding.window, stride: sliding.stride },
    homogeneity: own.homogeneity,
    shape(input) {
      requireAxes(input, [3], '[height, width, channels]')
      return { axes: [...windowsIn(input, 'window', sliding), input.axes[2]!] }
    },
    forward: ({ tf }, x) => own.forward(tf, x as Tensor4D, [...sliding.window], [...sliding.stride]),
    plan(on, x) {
      const later = x.at && x.pending && own.commutes(x.pending) ? x.pending : undefined
      const out = pooled(on, later ? x : on.plain(x), sliding, own)
      return later ? { ...out, pending: later } : out
    },
  }
}

function pooled(on: Planning, x: Value, { window, stride }: Sliding, { what, backward }: PoolKind): Value {
  const { kernels, batch, input, output } = on
  const [height, width, channels] = input.axes as [number, number, number]
  const [outHeight, outWidth] = output.axes as [number, number]
  const windows: Windows = [batch, height, width, channels, outHeight, outWidth, ...window, ...stride, 0, 0]
  const of = (count: number): Windows => {
    windows[0] = count
    return windows
  }
  const apart = window[0] === stride[0] && window[1] === stride[1]
  const exact = apart && outHeight * stride[0] === height && outWidth * stride[1] === width ? 1 : 0
  const bytes = poolImagesScratch(kernels, windows)
  const lines = on.scratch(bytes)
  const out = on.value(output)
  on.add({
    forward(count) {
      poolImages(kernels, what, x.at, out.at, of(count), bytes, lines.at)
    },
    backward(count) {
      if (x.gradient) backward(kernels, out.gradient, x.at, x.gradient, of(count), exact)
    },
  })
  return out
}
