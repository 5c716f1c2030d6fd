import type * as tfjs from '@tensorflow/tfjs'
import type * as wasm from '@tensorflow/tfjs-backend-wasm'

export type Tfjs = typeof tfjs
export type TfjsWasm = typeof wasm

/** TensorFlow.js with its cpu backend and, in a browser, webgl. A fraction of a second, so nothing loads it before. */
export function loadTfjs(): Promise<Tfjs> {
  return import('@tensorflow/tfjs')
}

/** Registers the wasm backend with TensorFlow.js. */
export function loadWasm(): Promise<TfjsWasm> {
  return import('@tensorflow/tfjs-backend-wasm')
}
