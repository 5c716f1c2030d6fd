import { jaxLenet } from './jax/lenet.ts'
import { jaxMlp } from './jax/mlp.ts'
import type { JaxTraining } from './jax/step.ts'
import type { NetworkStep } from './network-step.ts'
import { type Bench, median, type Result } from './result.ts'
import { lenetStep } from './tf-lenet.ts'
import { mlpStep } from './tf-mlp.ts'

/**
 * Our step against that of jax-js, the whole of it in its `jit`: of a loss that it differentiates by itself, as its
 * users write one. The note has the ratio to a program with the gradient written out by hand too, the fastest that we
 * found.
 */
function jaxBench(
  name: string,
  about: string,
  ours: () => Promise<NetworkStep>,
  theirs: (gradient: 'autodiff' | 'by hand') => JaxTraining,
  steps: {
    readonly ours: number
    readonly autodiff: number
    readonly byHand: number
    readonly warm: number
    readonly rounds: number
  },
): Bench {
  return {
    name,
    about: `${about} against jax-js, the whole step in its jit: ms`,
    async measure(): Promise<Result> {
      const { step, variant } = await ours()
      const [autodiff, byHand] = [theirs('autodiff'), theirs('by hand')]
      time(step, steps.warm)
      time(() => autodiff.step(), Math.min(steps.warm, 2 * steps.autodiff))
      time(() => byHand.step(), Math.min(steps.warm, 4 * steps.byHand))
      const rounds = Array.from({ length: steps.rounds }, () => ({
        autodiff: time(() => autodiff.step(), steps.autodiff),
        ours: time(step, steps.ours),
        byHand: time(() => byHand.step(), steps.byHand),
      }))
      const written = median(rounds.map((round) => round.byHand / round.ours))
      for (const training of [autodiff, byHand]) training.dispose()
      return {
        bench: name,
        ours: median(rounds.map((round) => round.ours)),
        peer: median(rounds.map((round) => round.autodiff)),
        unit: 'ms',
        ratio: median(rounds.map((round) => round.autodiff / round.ours)),
        note: `${variant}, ${steps.rounds} rounds; with its gradient written out by hand the ratio is ${written.toFixed(2)}`,
      }
    },
  }
}

/** The mean of so many steps. */
function time(step: () => number, count: number): number {
  const from = performance.now()
  for (let k = 0; k < count; k++) step()
  return (performance.now() - from) / count
}

export const tfMlpJax: Bench = jaxBench('tf-mlp-jax', 'a step of the MLP of hierarchy', mlpStep, jaxMlp, {
  ours: 500,
  autodiff: 200,
  byHand: 300,
  warm: 1500,
  rounds: 5,
})

export const tfLenetJax: Bench = jaxBench('tf-lenet-jax', 'a step of LeNet-5 at batch 128', lenetStep, jaxLenet, {
  ours: 20,
  autodiff: 1,
  byHand: 6,
  warm: 60,
  rounds: 3,
})
