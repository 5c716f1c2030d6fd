import { serveWasmFrom, tfExperiments } from '@lazyrich/tf'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { serveWorker } from './serve-worker.ts'

/**
 * The worker of the experiments on networks. A run on WebAssembly of our own loads its kernels, some 25 kB; one on a
 * backend of TensorFlow.js loads the library (about a megabyte) and, on wasm, of the three binaries the one that fits.
 */
serveWasmFrom({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
})
serveWorker(tfExperiments)
