import type { Computation } from '@lazyrich/core/port'
import { BACKENDS, type BackendName, computationOn } from '../backends/backend.ts'
import { chooseBackend } from '../backends/choose-backend.ts'
import { loadTfjs } from '../backends/load.ts'
import { requireOneOf } from '../door.ts'
import { type NetworkModules, networkModules } from '../planning/kernels.ts'
import { requireKnownProductIn } from '../planning/known-product.ts'
import { networkMemory } from '../planning/memory.ts'
import type { Variant } from '../wasm/module.ts'
import { openFast } from './fast.ts'
import { openGeneral } from './general.ts'
import { requireTraining } from './require-training.ts'
import type { Trainer, TrainerState, Training } from './trainer.ts'

/** A trainer, and what it computes with. */
export interface OpenTrainer {
  readonly trainer: Trainer
  readonly computation: Computation
  /** To be awaited before every use: runs on other backends of TensorFlow.js may share this thread. */
  ready(): Promise<void> | undefined
}

const NO_RELAXED =
  'WebAssembly has no relaxed SIMD on this machine: a multiply and add is two instructions, and training up to twice as slow'

/**
 * Opens a trainer where it is fastest: for `auto` and `wasm` on WebAssembly of our own, and without SIMD there, or for
 * another backend, on TensorFlow.js, which is loaded only then.
 *
 * @throws TfError for a backend that is unknown, unavailable or computes wrongly, and what opening a trainer throws.
 */
export async function openTrainer(
  training: Training,
  from: TrainerState,
  backend: 'auto' | BackendName = 'auto',
): Promise<OpenTrainer> {
  requireOneOf('backend', backend, ['auto', ...BACKENDS])
  requireTraining(training, from) // before anything is loaded
  if (backend === 'auto' || backend === 'wasm') {
    const modules = await simdModules()
    if (modules) {
      const trainer = openFast(modules, training, from)
      const { variant } = modules
      const warnings = variant === 'simd' ? [NO_RELAXED] : []
      return {
        trainer,
        computation: { backend: 'wasm', kernelVariant: variant, versions: {}, warnings },
        ready: () => undefined,
      }
    }
  }
  const chosen = await chooseBackend(backend === 'auto' ? undefined : backend)
  const tf = await loadTfjs()
  return {
    trainer: openGeneral(tf, training, from),
    computation: computationOn(chosen),
    ready: () => (tf.getBackend() === chosen.name ? undefined : tf.setBackend(chosen.name).then(() => undefined)),
  }
}

/** What networks train with where no backend is named: `relaxed` or `simd`; undefined where WebAssembly has no SIMD. */
export async function networkVariant(): Promise<Variant | undefined> {
  return (await simdModules())?.variant
}

let found: Promise<NetworkModules | undefined> | undefined

/** The kernels for networks, checked on a known product; undefined where WebAssembly or its SIMD is not there. */
export function simdModules(): Promise<NetworkModules | undefined> {
  found ??= networkModules().then(
    (modules) => {
      requireKnownProductIn(networkMemory(modules))
      return modules
    },
    () => undefined,
  )
  return found
}
