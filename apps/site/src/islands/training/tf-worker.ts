import { serveWasmFrom, tfExperiments } from '@lazyrich/tf'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import { serveWorker } from './serve-worker.ts'

/**
 * The worker of the experiments on TensorFlow.js. It is small itself; the first run loads the library (about a
 * megabyte) and, of the three binaries, the one that fits this machine.
 */
serveWasmFrom({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
})
serveWorker(tfExperiments)
