import type { RunBody, SnapshotState } from '@lazyrich/core/port'
import { randomStream } from '@lazyrich/core/random'
import { drawSets } from '../hierarchy/sets.ts'
import { startOf } from '../networks/start.ts'
import { trainingRun } from '../trainers/training-run.ts'
import { cosine } from '../training/schedules/cosine.ts'
import { sgd } from '../training/sgd.ts'
import { hierarchyMeasures } from './hierarchy-measures.ts'
import { networkOf, sizesOf, stepsAnEpoch, type Values } from './hierarchy-parameters.ts'

/** Begins a run of `hierarchy`, or goes on from a snapshot's state: draws rules, data and weights. */
export async function beginHierarchy(values: Values, seed: number, from: SnapshotState | undefined): Promise<RunBody> {
  const { alpha, samples, epochs, momentum } = values
  const network = networkOf(values)
  const streams = { teacher: randomStream(seed, 'teacher'), data: randomStream(seed, 'data') }
  const { train, test } = drawSets(sizesOf(values), samples, streams)
  const sets = { train: { ...train, inputs: train.symbols }, test: { ...test, inputs: test.symbols } }
  const preserveFunction = values.preserveFunction === 'yes'
  const start = startOf(network, randomStream(seed, 'student'), { alpha, preserveFunction })
  const batchesAnEpoch = stepsAnEpoch(values)
  const rateOf = cosine(values.learningRate, epochs, { zeroAt: 0.8 }) // of an epoch, as published
  return trainingRun({
    network,
    loss: values.loss,
    optimizer: sgd({ momentum }),
    start,
    train: sets.train,
    batchSize: values.batchSize,
    steps: batchesAnEpoch * epochs,
    learningRate: (step) => rateOf(Math.floor(step / batchesAnEpoch)),
    timeOf: (learningRate) => learningRate / (1 - momentum),
    record: values.record,
    seed,
    backend: values.backend,
    from,
    measure: hierarchyMeasures({ network, sets, start }),
    advice: `halve learningRate until it holds: ${values.learningRate / 2} instead of ${values.learningRate}`,
  })
}
