import type { TrainingKernel } from '../kernel.ts'
import { averagePool } from './average-pool.ts'
import { averagePoolGradient } from './average-pool-gradient.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { batchNorm } from './batch-norm.ts'
import { broadcasts } from './broadcast.ts'
import { cast } from './cast.ts'
import { clipByValue } from './clip-by-value.ts'
import { einsum } from './einsum.ts'
import { fusedActivations } from './fused-activations.ts'
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
  ...fusedActivations,
  einsum,
]
