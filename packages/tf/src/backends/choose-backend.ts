import { requireOneOf } from '../door.ts'
import { TfError } from '../errors.ts'
import { BACKENDS, type Backend, type BackendName, type BackendVariant } from './backend.ts'
import { requireKnownProduct } from './known-product.ts'
import { loadKernels, loadTfjs, loadWasm, loadWebgpu, type Tfjs } from './load.ts'
import { quietly } from './quietly.ts'

const SLOW_CPU = 'cpu is about 14 times slower than wasm: it is plain JavaScript (timed on 512 × 512 products)'

/**
 * Loads TensorFlow.js, sets its backend, and checks it on a known product before anything relies on it. Without a name:
 * wasm with the training kernels, or cpu if wasm cannot start, and `why` then says so. A GPU is used only by its name:
 * what it computes differs between machines, and networks as small as these wait for it longer than for wasm. All of
 * them compute in float32.
 *
 * @throws TfError for a backend that is unknown, unavailable, does not start or computes wrongly.
 */
export async function chooseBackend(preferred?: BackendName): Promise<Backend> {
  if (preferred !== undefined) requireOneOf('backend', preferred, BACKENDS)
  const tf = await loadTfjs()
  if (preferred !== undefined) {
    const failure = await start(tf, preferred)
    if (failure) {
      const others = (await available(tf)).filter((name) => name !== preferred)
      throw new TfError(`${failure}; available here: ${others.join(', ')}`)
    }
    return describe(tf, preferred, `${preferred} was asked for`, [])
  }
  const failure = await start(tf, 'wasm')
  if (!failure) return describe(tf, 'wasm', 'wasm is the default: the fastest one that needs no GPU', [])
  const fallbackFailure = await start(tf, 'cpu')
  if (fallbackFailure) throw new TfError(`${failure}; ${fallbackFailure}`)
  return describe(tf, 'cpu', `cpu is the fallback: ${failure}`, [failure])
}

/** Sets the backend and tests it; returns the reason if that failed. */
async function start(tf: Tfjs, name: BackendName): Promise<string | undefined> {
  if (!(await isRegistered(tf, name))) return `backend ${name} is not available here`
  return quietly(tf, async () => {
    try {
      if (!(await tf.setBackend(name))) return `backend ${name} does not start`
    } catch (error) {
      return `backend ${name} does not start: ${(error as Error).message}`
    }
    if (name === 'wasm') await loadKernels(tf)
    await requireKnownProduct(tf)
    return undefined
  })
}

async function isRegistered(tf: Tfjs, name: BackendName): Promise<boolean> {
  if (name === 'wasm') await loadWasm()
  if (name === 'webgpu' && !(await loadWebgpu())) return false
  return tf.findBackendFactory(name) !== null
}

/** The backends that this machine offers; whether one starts is known only once it is chosen. */
export async function availableBackends(): Promise<BackendName[]> {
  return available(await loadTfjs())
}

async function available(tf: Tfjs): Promise<BackendName[]> {
  const found = await Promise.all(BACKENDS.map((name) => isRegistered(tf, name)))
  return BACKENDS.filter((_, i) => found[i])
}

async function describe(tf: Tfjs, name: BackendName, why: string, reasons: readonly string[]): Promise<Backend> {
  const base = { name, why, version: tf.version.tfjs }
  if (name !== 'wasm') {
    const variant: BackendVariant = name === 'cpu' ? 'js' : 'gpu'
    const warnings = name === 'cpu' ? [...reasons, SLOW_CPU] : reasons
    return { ...base, features: { variant, threads: 1 }, warnings }
  }
  const { variant, warnings } = await loadKernels(tf)
  const threads = (await loadWasm()).getThreadsCount()
  return { ...base, features: { variant, threads }, warnings: [...reasons, ...warnings] }
}
