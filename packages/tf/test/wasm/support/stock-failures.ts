import { readFileSync } from 'node:fs'

/** The specs of TensorFlow.js' own tests that fail on its wasm backend as it comes. */
export const stockFailures: ReadonlySet<string> = new Set(
  JSON.parse(readFileSync(new URL('../../golden/tfjs-core-stock-failures.json', import.meta.url), 'utf8')),
)
