import { TfError } from '../errors.ts'
import { Bindings } from './binding.ts'
import { trainingGradients } from './gradients/index.ts'
import type { TrainingKernel } from './kernel.ts'
import { trainingKernels } from './kernels/index.ts'
import { requireKnownVersion } from './known-version.ts'
import { compileModule, type Variant } from './module.ts'
import type { KernelConfig, Tf, WasmBackend } from './tfjs.ts'

/** What was registered. */
export interface TrainingKernels {
  /** `relaxed` where a multiply and add rounds once, `simd` where twice, `scalar` where nothing was registered. */
  readonly variant: Variant | 'scalar'
  /** Names of the kernels that the backend did not have. */
  readonly added: readonly string[]
  /** Names of the kernels that took the place of the backend's own. */
  readonly replaced: readonly string[]
  /** Names of the kernels whose gradient is another now: gradients belong to all backends at once. */
  readonly gradients: readonly string[]
  /** What a person should know; empty where all is well. */
  readonly warnings: readonly string[]
  /** Puts everything back as it was. */
  unregister(): void
}

/** What the engine of TensorFlow.js knows of backends: the one that starts, and the one that is set. */
interface Starting {
  readonly pendingBackendInit: Promise<boolean> | null
  readonly backendInstance: WasmBackend | null
}

const NO_GRADIENTS =
  '@tensorflow/tfjs-core comes without gradients: import @tensorflow/tfjs, which registers them, or @tensorflow/tfjs-core/dist/register_all_gradients where a bundler can'

/** One registry per engine, which copies of TensorFlow.js share. */
const done = new WeakMap<object, Promise<TrainingKernels>>()

const NO_SIMD =
  'WebAssembly has no SIMD on this machine: no training kernel was registered, and the wasm backend of TensorFlow.js trains only what it could before'

const NO_RELAXED =
  'WebAssembly has no relaxed SIMD on this machine: the training kernels multiply and add in two steps, as variant simd does'

/**
 * Teaches the wasm backend of TensorFlow.js to train: registers the kernels that gradients need and the backend lacks,
 * and replaces those of its own that are slow or wrong there, under their standard names. Whatever uses `tf` then
 * trains on wasm, `tf.layers` and `model.fit` included. Call it once, before the first step, with the same `tf` that
 * the program uses; calling it again changes nothing, and gives the same.
 *
 * @param tf the namespace of @tensorflow/tfjs or @tensorflow/tfjs-core, 4.22.0, with the wasm backend imported.
 * @param options `variant` asks for one of the two modules; left out, the faster one that this machine runs.
 * @throws TfError for another version, where the wasm backend is not imported or not as expected inside, or for another
 * variant than the one that is registered.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * import '@tensorflow/tfjs-backend-wasm'
 * import { registerTrainingKernels } from '@lazyrich/tf/kernels'
 *
 * await tf.setBackend('wasm')
 * await registerTrainingKernels(tf)
 */
export function registerTrainingKernels(
  tf: Tf,
  options: { readonly variant?: Variant } = {},
): Promise<TrainingKernels> {
  try {
    requireKnownVersion(tf)
  } catch (error) {
    return Promise.reject(error)
  }
  if (typeof options !== 'object' || options === null)
    return Promise.reject(new TfError(`options is ${options}: an object like { variant: 'simd' } is accepted`))
  const { variant } = options
  if (variant !== undefined && variant !== 'simd' && variant !== 'relaxed')
    return Promise.reject(new TfError(`variant is ${variant}: simd and relaxed are accepted`))
  const engine = tf.engine()
  let registered = done.get(engine)
  if (!registered) {
    registered = register(tf, variant, () => done.delete(engine))
    done.set(engine, registered)
    registered.catch(() => done.delete(engine))
    return registered
  }
  return registered.then((first) => {
    if (variant === undefined || variant === first.variant) return first
    throw new TfError(
      `the training kernels are registered as ${first.variant} already: unregister() them to have ${variant}`,
    )
  })
}

async function register(tf: Tf, prefer: Variant | undefined, forget: () => void): Promise<TrainingKernels> {
  if (tf.findBackendFactory('wasm') === null)
    throw new TfError("backend wasm is not there: import '@tensorflow/tfjs-backend-wasm' before the training kernels")
  // Not tf.ready(): it would start a backend where none is set, and a setBackend that is called meanwhile another.
  const engine = tf.engine() as unknown as Starting
  await engine.pendingBackendInit
  if ((await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) !== true) {
    console.warn(`@lazyrich/tf: ${NO_SIMD}`)
    return { variant: 'scalar', added: [], replaced: [], gradients: [], warnings: [NO_SIMD], unregister: forget }
  }
  const module = await compileModule(prefer)
  const warnings = prefer && prefer !== module.variant ? [NO_RELAXED] : []
  if (!tf.getGradient('Conv2D')) warnings.push(NO_GRADIENTS)
  for (const warning of warnings) console.warn(`@lazyrich/tf: ${warning}`)
  const bindings = new Bindings(module)
  const restore: (() => void)[] = []
  // What is at hand is bound before anything is replaced: where that fails, all stays as it was.
  if (tf.getBackend() === 'wasm' && engine.backendInstance) bindings.bind(engine.backendInstance)
  for (const kernel of trainingKernels) {
    const stock = tf.getKernel(kernel.name, 'wasm')
    if (stock) tf.unregisterKernel(kernel.name, 'wasm')
    const own = configOf(kernel, stock, tf, bindings)
    tf.registerKernel(own)
    restore.push(() => {
      // Somebody else's since.
      if (tf.getKernel(kernel.name, 'wasm') !== own) return
      tf.unregisterKernel(kernel.name, 'wasm')
      if (stock) tf.registerKernel(stock)
    })
  }
  const gradients: string[] = []
  for (const { name, adds = false, make } of trainingGradients) {
    const stock = tf.getGradient(name)
    // A custom build of TensorFlow.js may come without gradients; and somebody may have added what it lacks.
    if ((stock === undefined) !== adds) continue
    if (stock) tf.unregisterGradient(name)
    const own = make(tf, stock)
    tf.registerGradient(own)
    gradients.push(name)
    restore.push(() => {
      if (tf.getGradient(name) !== own) return
      tf.unregisterGradient(name)
      if (stock) tf.registerGradient(stock)
    })
  }
  return {
    variant: module.variant,
    added: trainingKernels.filter(({ replaces }) => !replaces).map(({ name }) => name),
    replaced: trainingKernels.filter(({ replaces }) => replaces).map(({ name }) => name),
    gradients,
    warnings,
    unregister() {
      if (restore.length === 0) return
      for (const undo of restore.splice(0).reverse()) undo()
      forget()
    },
  }
}

/** As TensorFlow.js wants it: it calls setupFunc whenever the backend is set, disposeFunc before one goes. */
function configOf(kernel: TrainingKernel, stock: KernelConfig | undefined, tf: Tf, bindings: Bindings): KernelConfig {
  return {
    kernelName: kernel.name,
    backendName: 'wasm',
    setupFunc(backend) {
      stock?.setupFunc?.(backend)
      bindings.bind(backend as WasmBackend)
    },
    disposeFunc(backend) {
      stock?.disposeFunc?.(backend)
      bindings.unbind(backend as WasmBackend)
    },
    kernelFunc(parameters) {
      const backend = parameters.backend as WasmBackend
      return kernel.compute({
        inputs: parameters.inputs as never,
        attrs: parameters.attrs as never,
        backend,
        module: bindings.of(backend),
        tf,
        stock(attrs, inputs) {
          if (!stock) throw new TfError(`the wasm backend has no ${kernel.name} for this`)
          const changed = { ...parameters, ...(attrs && { attrs }), ...(inputs && { inputs }) }
          return stock.kernelFunc(changed as typeof parameters) as never
        },
      })
    },
  }
}
