import type { TrainingKernel } from '../kernel.ts'
import { averagePool } from './average-pool.ts'
import { averagePoolGradient } from './average-pool-gradient.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { batchNorm } from './batch-norm.ts'
import { broadcasts } from './broadcast.ts'
import { cast } from './cast.ts'
import { clipByValue } from './clip-by-value.ts'
import { conv2d } from './conv2d.ts'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts'
import { conv2dBackpropInput } from './conv2d-backprop-input.ts'
import { conv3dBackpropFilter } from './conv3d-backprop-filter.ts'
import { conv3dBackpropInput } from './conv3d-backprop-input.ts'
import { depthwiseConv2dNative } from './depthwise-conv2d-native.ts'
import { depthwiseConv2dNativeBackpropFilter } from './depthwise-conv2d-native-backprop-filter.ts'
import { depthwiseConv2dNativeBackpropInput } from './depthwise-conv2d-native-backprop-input.ts'
import { einsum } from './einsum.ts'
import { fusedKernels } from './fused.ts'
import { gather } from './gather.ts'
import { identity } from './identity.ts'
import { maxPool } from './max-pool.ts'
import { maxPool3d } from './max-pool-3d.ts'
import { maxPool3dGradient } from './max-pool-3d-gradient.ts'
import { maxPoolGradient } from './max-pool-gradient.ts'
import { mean } from './mean.ts'
import { relu } from './relu.ts'
import { reluGradient } from './relu-gradient.ts'
import { relu6 } from './relu6.ts'
import { slice } from './slice.ts'
import { sum } from './sum.ts'
import { tile } from './tile.ts'
import { unsortedSegmentSum } from './unsorted-segment-sum.ts'

/** All of them, in the order in which they are registered. */
export const trainingKernels: readonly TrainingKernel[] = [
  batchMatMul,
  identity,
  maxPool,
  maxPoolGradient,
  maxPool3d,
  maxPool3dGradient,
  averagePool,
  averagePoolGradient,
  relu,
  relu6,
  reluGradient,
  clipByValue,
  sum,
  mean,
  unsortedSegmentSum,
  gather,
  slice,
  tile,
  batchNorm,
  cast,
  ...broadcasts,
  einsum,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  conv3dBackpropFilter,
  conv3dBackpropInput,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  ...fusedKernels,
]
