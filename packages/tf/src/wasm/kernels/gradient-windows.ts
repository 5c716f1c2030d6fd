import { TfError } from '../../errors.ts'
import type { TensorInfo, Tf } from '../tfjs.ts'
import { type PoolAttributes, windowsOf } from './windows.ts'

/**
 * The windows that `dy` has one entry each of. TensorFlow.js leaves the rounding of the output's extents out of a
 * gradient's attributes, so that any rounding may have made those of `dy`.
 *
 * @throws TfError where none has.
 */
export function gradientWindows(
  tf: Tf,
  kernel: string,
  dy: TensorInfo,
  input: TensorInfo,
  attrs: PoolAttributes,
): ReturnType<typeof windowsOf> {
  const asked = windowsOf(tf, input, attrs)
  if (fits(dy, asked.outShape)) return asked
  for (const dimRoundingMode of attrs.dimRoundingMode ? [] : (['round', 'ceil'] as const)) {
    const rounded = windowsOf(tf, input, { ...attrs, dimRoundingMode })
    if (fits(dy, rounded.outShape)) return rounded
  }
  throw misfit(kernel, dy, asked.outShape)
}

/** @throws TfError where dy is not one entry a window. */
export function requireShape(dy: TensorInfo, shape: readonly number[], kernel: string): void {
  if (!fits(dy, shape)) throw misfit(kernel, dy, shape)
}

function fits(dy: TensorInfo, shape: readonly number[]): boolean {
  return dy.shape.join() === shape.join()
}

function misfit(kernel: string, dy: TensorInfo, shape: readonly number[]): TfError {
  return new TfError(`${kernel}: dy has shape [${dy.shape}] where [${shape}], one entry a window, is accepted`)
}
