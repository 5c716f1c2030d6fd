import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomStream } from '@lazyrich/core/random'
import { lenet, networkModules, startOf, tangentKernel } from '@lazyrich/tf/networks'
import { runTorch } from './python.ts'
import { type Bench, median, type Result } from './result.ts'

const SAMPLES = 128
const PAIRS = 3
/** Kernels before the clock starts: the engine compiles hot loops only after some. */
const WARM = 3
const KERNELS = 3

/**
 * The tangent kernel of LeNet-5 on 128 probes, summed over 10 outputs: rows of the Jacobian and their products, layer by
 * layer. The peer does the whole task too, as one writes it in PyTorch (all rows by vmap and jacrev, then J Jᵀ): a bare
 * J Jᵀ would be given its 316 MB of rows for nothing. The error is to the peer's kernel in float64.
 */
export const tfNtk: Bench = {
  name: 'tf-ntk',
  about: 'the tangent kernel of LeNet-5, 128 probes and 10 outputs, against PyTorch on one thread: s',
  async measure(): Promise<Result> {
    const network = lenet()
    const random = randomStream(2, 'data')
    const parameters = startOf(network, randomStream(1, 'student'))
    const inputs = Float32Array.from({ length: SAMPLES * 28 * 28 }, () => random.normal())
    const folder = mkdtempSync(join(tmpdir(), 'lazyrich-ntk-'))
    const file = join(folder, 'numbers.f32')
    try {
      writeFileSync(file, Buffer.concat([bytesOf(parameters), bytesOf(inputs)]))
      const kernelOf = tangentKernel(await networkModules(), network, { inputs, count: SAMPLES })
      for (let i = 0; i < WARM; i++) kernelOf({ parameters })
      const peers: number[] = []
      const pairs = Array.from({ length: PAIRS }, () => {
        const peer = runTorch<Peer>('torch_ntk.py', [file, String(SAMPLES)])
        peers.push(peer.peak)
        const times = Array.from({ length: KERNELS }, () => {
          const from = performance.now()
          kernelOf({ parameters })
          return (performance.now() - from) / 1000
        })
        return { ours: median(times), peer: peer.seconds }
      })
      const peak = process.resourceUsage().maxRSS / 1024
      const { kernel } = runTorch<Required<Peer>>('torch_ntk.py', [file, String(SAMPLES), '--exact'])
      return {
        bench: 'tf-ntk',
        ours: median(pairs.map(({ ours }) => ours)),
        peer: median(pairs.map(({ peer }) => peer)),
        unit: 's',
        ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
        error: largestError(kernelOf({ parameters }).whole, kernel),
        note: `peak memory of the process ${peak.toFixed(0)} MiB, of the peer's ${median(peers).toFixed(0)} MiB; the error is over the largest entry`,
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

interface Peer {
  readonly seconds: number
  readonly peak: number
  readonly kernel?: readonly number[]
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function largestError(kernel: Float64Array, exact: readonly number[]): number {
  let [off, most] = [0, 0]
  for (const [q, entry] of exact.entries()) {
    off = Math.max(off, Math.abs(kernel[q]! - entry))
    most = Math.max(most, Math.abs(entry))
  }
  return off / most
}
