import { LazyrichError } from '../errors.ts'
import type { Experiment } from '../port/experiment.ts'
import type { ContractOptions } from './options.ts'
import { promisesOf } from './promises.ts'

/**
 * Holds an experiment to what the host, the recorder and the dashboard rely on: the same seed gives the same frames; they
 * ascend and carry what is described; a snapshot at any moment leads to the same remaining frames, bit for bit; runs may
 * be closed twice; what is not accepted is refused with a LazyrichError; frames and snapshots can be sent and stored. It
 * runs the experiment some dozens of times, so give it a `short` run where that of preset `small` takes long.
 *
 * @throws LazyrichError that lists every promise that is broken, and what was found instead.
 *
 * @example
 * // In any test runner: test('decay keeps its promises', () => checkExperiment(decay))
 * checkExperiment(basins, { short: { delta: -10, endTime: 10, record: 'lin:4' } }).then(() => console.log('kept'))
 */
export async function checkExperiment(experiment: Experiment, options: ContractOptions = {}): Promise<void> {
  const promises = promisesOf(experiment, options)
  const broken: string[] = []
  for (const { says, check } of promises) {
    try {
      await check()
    } catch (error) {
      broken.push(`- ${says}: ${error instanceof Error ? error.message : error}`)
    }
  }
  if (broken.length === 0) return
  const count = `${broken.length} of its ${promises.length} promises`
  throw new LazyrichError(`experiment ${experiment.id} breaks ${count}:\n${broken.join('\n')}`)
}
