import { randomStream } from '@lazyrich/core/random'
import { adam, transformer } from '@lazyrich/tf/networks'
import { type NetworkStep, networkStep } from './network-step.ts'
import { runTorch } from './python.ts'
import { type Bench, inTurn, medianStep, type Result } from './result.ts'

const BATCH = 512
/** Addition modulo it; the tokens are its numbers, the operation and the equals sign. */
const MODULUS = 97
const PAIRS = 3
/** Steps before the clock starts: the engine compiles hot loops only after some fifty. */
const WARM = 60
const STEPS = 40

/**
 * A step of the transformer of `grokking` at paper size (d 128, 4 heads, hidden layer 512, 4 tokens, batch 512, AdamW) on
 * the fast path, which computes the last token and distinct keys and values only, against PyTorch as one writes it: all
 * tokens.
 */
export const tfTransformer: Bench = {
  name: 'tf-transformer',
  about: 'a step of the transformer of grokking at batch 512 against PyTorch on one thread, all tokens: ms',
  measure: () => withPeer('tf-transformer', 'transformer'),
}

/** The same against PyTorch with queries, hidden layer and norms for the last token only. */
export const tfTransformerLast: Bench = {
  name: 'tf-transformer-last',
  about: 'a step of the transformer of grokking at batch 512 against PyTorch on one thread, the last token only: ms',
  measure: () => withPeer('tf-transformer-last', 'transformer-last'),
}

async function withPeer(bench: string, peer: 'transformer' | 'transformer-last'): Promise<Result> {
  const { step, variant } = await transformerStep()
  for (let i = 0; i < WARM; i++) step()
  const note = `${variant}, ${PAIRS} pairs of ${STEPS} steps`
  return inTurn(
    bench,
    'ms',
    note,
    PAIRS,
    () => medianStep(step, STEPS),
    () => peerStep(peer),
  )
}

function peerStep(peer: string): number {
  return runTorch<{ ms: number }>('torch_train.py', [peer, '--steps', '20']).ms
}

/** A step of the fast path. */
function transformerStep(): Promise<NetworkStep> {
  const random = randomStream(0, 'data')
  const draw = (): number => Math.floor(MODULUS * random.uniform())
  const sums = Array.from({ length: BATCH }, () => [draw(), draw()] as const)
  const inputs = Int32Array.from(sums.flatMap(([a, b]) => [a, MODULUS, b, MODULUS + 1]))
  const labels = Int32Array.from(sums, ([a, b]) => (a + b) % MODULUS)
  const network = transformer({ tokens: MODULUS + 2, classes: MODULUS })
  const optimizer = adam({ beta2: 0.98, weightDecay: 1 })
  return networkStep(network, optimizer, { inputs, labels, count: BATCH }, 1e-3)
}
