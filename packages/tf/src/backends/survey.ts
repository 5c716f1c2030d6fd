import { BACKENDS, type Backend, type BackendName } from './backend.ts'
import { chooseBackend } from './choose-backend.ts'

/** A backend as this machine has it. */
export interface BackendFinding {
  readonly name: BackendName
  /** True where it starts and computes a known product. */
  readonly works: boolean
  /** True for the one that computes where none is asked for. */
  readonly chosen: boolean
  /** What it computes with, or why it is not there and what would bring it. */
  readonly about: string
  /** What was found where it works. */
  readonly backend?: Backend
}

/** What would bring a backend that is not there. */
const CURES: { readonly [name in BackendName]: string } = {
  wasm: 'WebAssembly is needed',
  cpu: 'plain JavaScript, which is always there',
  webgl: 'browsers have it, Node has not',
  webgpu:
    'Node has it where the npm package webgpu is installed and finds a driver (npm install webgpu), a browser where it finds a GPU',
}

/**
 * Tries every backend of TensorFlow.js: which are there, which would be used, and why the others are not. Takes some
 * seconds where there are many; afterwards the default one is set.
 */
export async function surveyBackends(): Promise<BackendFinding[]> {
  const chosen = await chooseBackend()
  const findings: BackendFinding[] = []
  for (const name of BACKENDS) {
    try {
      const backend = name === chosen.name ? chosen : await chooseBackend(name)
      findings.push({ name, works: true, chosen: backend === chosen, about: aboutOf(backend), backend })
    } catch (error) {
      const [reason] = (error as Error).message.split('; available here')
      findings.push({ name, works: false, chosen: false, about: `${reason}: ${CURES[name]}` })
    }
  }
  await chooseBackend(chosen.name)
  return findings
}

const VARIANTS = {
  relaxed: 'WebAssembly SIMD with the training kernels, relaxed (a multiply and add is one instruction, rounded once)',
  simd: 'WebAssembly SIMD with the training kernels, without relaxed SIMD, which would be up to twice as fast',
  scalar: 'WebAssembly without SIMD and without the training kernels',
  js: 'plain JavaScript',
  gpu: 'the GPU',
}

function aboutOf({ features: { variant, threads } }: Backend): string {
  return threads > 1 ? `${VARIANTS[variant]}, ${threads} threads` : VARIANTS[variant]
}
