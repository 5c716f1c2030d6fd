import { parseArgs } from 'node:util'
import { exactBenches } from './exact.ts'
import { flow } from './flow.ts'
import { pauseLatency } from './pause-latency.ts'
import { reluDescentBench } from './relu-descent.ts'
import { reluFlow } from './relu-flow.ts'
import { reluGradient } from './relu-gradient.ts'
import type { Bench } from './result.ts'
import { siteDrag } from './site-drag.ts'
import { tfHierarchy } from './tf-hierarchy.ts'
import { tfLenetJax, tfMlpJax } from './tf-jax.ts'
import { clipByValueBench, reluGradBench } from './tf-kernels/activations.ts'
import { averagePoolBench, averagePoolGradBench } from './tf-kernels/average-pool.ts'
import { batchMatMulBench } from './tf-kernels/batch-mat-mul.ts'
import { batchNormBench, broadcastBench } from './tf-kernels/broadcast.ts'
import { conv2dBackpropFilterBench, conv2dBackpropInputBench, conv2dBench } from './tf-kernels/convolution.ts'
import { sliceBench, tileBench } from './tf-kernels/copies.ts'
import { depthwiseFilterBench, depthwiseInputBench } from './tf-kernels/depthwise-convolution.ts'
import { einsumBench } from './tf-kernels/einsum.ts'
import { gatherBench, unsortedSegmentSumBench } from './tf-kernels/gather.ts'
import { maxPoolBench, maxPoolGradBench } from './tf-kernels/max-pool.ts'
import {
  castBench,
  identityBench,
  maxPool3dBench,
  maxPool3dGradBench,
  relu6Bench,
  reluBench,
} from './tf-kernels/passes.ts'
import { meanBench, sumBench } from './tf-kernels/reductions.ts'
import { conv3dBackpropFilterBench, conv3dBackpropInputBench } from './tf-kernels/volume-convolution.ts'
import { tfLenet, tfLenetAutodiff } from './tf-lenet.ts'
import { tfMlp } from './tf-mlp.ts'
import { tfNtk } from './tf-ntk.ts'
import { tfTransformer, tfTransformerLast } from './tf-transformer.ts'
import { tuiFirstPicture } from './tui-first-picture.ts'
import { tuiKey } from './tui-key.ts'
import { tuiOverhead } from './tui-overhead.ts'
import { wideExact } from './wide-exact.ts'

const benches: readonly Bench[] = [
  tuiOverhead,
  tuiKey,
  tuiFirstPicture,
  pauseLatency,
  tfHierarchy,
  tfMlp,
  tfMlpJax,
  tfLenet,
  tfLenetJax,
  tfLenetAutodiff,
  tfTransformer,
  tfTransformerLast,
  tfNtk,
  batchMatMulBench,
  conv2dBench,
  conv2dBackpropInputBench,
  conv2dBackpropFilterBench,
  depthwiseInputBench,
  depthwiseFilterBench,
  conv3dBackpropInputBench,
  conv3dBackpropFilterBench,
  maxPoolBench,
  maxPoolGradBench,
  averagePoolBench,
  averagePoolGradBench,
  reluGradBench,
  clipByValueBench,
  sumBench,
  meanBench,
  gatherBench,
  unsortedSegmentSumBench,
  einsumBench,
  sliceBench,
  tileBench,
  broadcastBench,
  batchNormBench,
  reluBench,
  relu6Bench,
  castBench,
  identityBench,
  maxPool3dBench,
  maxPool3dGradBench,
  siteDrag,
  ...exactBenches,
  flow,
  wideExact,
  reluGradient,
  reluDescentBench,
  reluFlow,
]

/** `npm run bench -- [name …] [--json]`: ratios to a peer, both measured in this run. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
  const names = benches.map(({ name }) => name)
  const unknown = positionals.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    process.stderr.write(`bench ${unknown} is unknown; known: ${names.join(', ')}\n`)
    return 2
  }
  let missing = 0
  for (const { name, about, measure } of benches) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    if (!values.json) process.stdout.write(`${name}: ${about}\n`)
    try {
      const result = await measure()
      process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${sentence(result)}\n`)
    } catch (error) {
      // One missing peer must not stop the others.
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : error}\n`)
      missing++
    }
  }
  return missing > 0 ? 1 : 0
}

function sentence({ ours, peer, unit, ratio, note }: Awaited<ReturnType<Bench['measure']>>): string {
  return `  ours ${ours.toPrecision(4)} ${unit}, peer ${peer.toPrecision(4)} ${unit}, ratio ${ratio.toFixed(3)}${note ? ` (${note})` : ''}`
}

process.exitCode = await main()
