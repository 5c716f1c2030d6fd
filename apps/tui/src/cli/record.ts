import { join, resolve } from 'node:path'
import { type Frame, LazyrichError, type Outcome } from '@lazyrich/core/port'
import {
  createRecorder,
  folderName,
  inspectRun,
  type Resumed,
  RunsError,
  readRun,
  resumeRecorder,
} from '@lazyrich/runs'
import tf from '@lazyrich/tf/package.json' with { type: 'json' }
import type { Plan, PlannedRun } from '../plan.ts'
import { writing } from './unwritable.ts'
import { version } from './version.ts'

/** The place of a run on disk: new, or with what an earlier call left there. */
export interface RunRecord {
  readonly directory: string
  /** How the run there has ended for good; undefined where it begins, or goes on. */
  readonly outcome: Outcome | undefined
  /**
   * Begins the run or goes on with it; nothing on the disk is changed before.
   *
   * @throws UnwritableError where the disk does not take it, RunsError where somebody else has taken the place since.
   */
  open(): Promise<Pick<Resumed, 'recorder' | 'snapshot' | 'step'>>
  /** What is there already, or, once it is open, what of it is kept. */
  frames(): AsyncIterable<Frame>
}

/**
 * Looks at the directory of one run, and changes nothing: `out` itself where the plan has one run, a directory in it
 * where it has several.
 *
 * @throws RunsError where another run lies there, or one that is being written; UnwritableError where no directory can
 * be.
 */
export async function inspectRecord(plan: Plan, planned: PlannedRun, out: string): Promise<RunRecord> {
  if (out.trim() === '') throw new LazyrichError('--out is empty: a directory is accepted')
  const base = resolve(out)
  const directory = plan.runs.length === 1 ? base : join(base, folderName(planned.apart))
  const option = `--out ${out}`
  const { id, revision } = plan.experiment
  const manifest = await writing(option, inspectRun(directory))
  if (!manifest) {
    const { extent, given } = plan.experiment.start(planned.parameters, { seed: plan.seed })
    const begin = () =>
      createRecorder(directory, {
        experiment: id,
        revision,
        parameters: planned.parameters,
        seed: plan.seed,
        extent,
        given,
        label: planned.label,
        preset: plan.preset,
        versions: { lazyrich: version, '@lazyrich/tf': tf.version },
      })
    const open = async () => ({ recorder: await writing(option, begin()), snapshot: undefined, step: 0 })
    return { directory, outcome: undefined, open, frames: nothing }
  }
  const same =
    manifest.experiment === id &&
    manifest.revision === revision &&
    manifest.seed === plan.seed &&
    JSON.stringify(manifest.parameters) === JSON.stringify(planned.parameters)
  if (!same)
    throw new RunsError(
      `--out ${out}: ${directory} holds another run (${manifest.experiment}, seed ${manifest.seed}, perhaps with other parameters): a new directory, or the command that began it, is accepted`,
    )
  const reason = manifest.outcome?.reason
  return {
    directory,
    outcome: reason === 'complete' || reason === 'diverged' ? manifest.outcome! : undefined,
    open: () => writing(option, resumeRecorder(directory)),
    async *frames() {
      yield* (await readRun(directory)).frames()
    },
  }
}

async function* nothing(): AsyncGenerator<Frame> {}
