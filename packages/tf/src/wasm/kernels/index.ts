import type { TrainingKernel } from '../kernel.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { conv2d } from './conv2d.ts'
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts'
import { conv2dBackpropInput } from './conv2d-backprop-input.ts'
import { conv3dBackpropFilter } from './conv3d-backprop-filter.ts'
import { conv3dBackpropInput } from './conv3d-backprop-input.ts'
import { depthwiseConv2dNative } from './depthwise-conv2d-native.ts'
import { depthwiseConv2dNativeBackpropFilter } from './depthwise-conv2d-native-backprop-filter.ts'
import { depthwiseConv2dNativeBackpropInput } from './depthwise-conv2d-native-backprop-input.ts'
import { fusedConv2d } from './fused-conv2d.ts'
import { fusedDepthwiseConv2d } from './fused-depthwise-conv2d.ts'
import { identity } from './identity.ts'

/** All of them, in the order in which they are registered. */
export const trainingKernels: readonly TrainingKernel[] = [
  batchMatMul,
  identity,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  conv3dBackpropFilter,
  conv3dBackpropInput,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  fusedConv2d,
  fusedDepthwiseConv2d,
]
