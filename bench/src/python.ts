import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...environment } = process.env

/**
 * Runs a peer of `bench/peers` on one thread, with the BLAS routines that OpenBLAS chooses for this processor, and
 * reads its JSON line.
 */
export function runPeer<T>(script: string, args: readonly string[]): T {
  return run('python3', 'NumPy', script, args, {})
}

/** PyTorch comes with Debian's Python; with glibc's default thresholds its steps drift to twice their time. */
const TORCH = { MALLOC_MMAP_THRESHOLD_: '1073741824', MALLOC_TRIM_THRESHOLD_: '4294967296' }

/** The same for a peer in PyTorch (`apt-get install python3-torch libopenblas0-pthread`). */
export function runTorch<T>(script: string, args: readonly string[]): T {
  return run('/usr/bin/python3', 'PyTorch', script, args, TORCH)
}

function run<T>(python: string, library: string, script: string, args: readonly string[], settings: object): T {
  const { status, stdout, stderr, error } = spawnSync(
    python,
    [join(import.meta.dirname, '../peers', script), ...args],
    {
      encoding: 'utf8',
      env: { ...environment, ...settings, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    },
  )
  if (error) throw new Error(`the peer ${script} needs ${python} with ${library} (${error.message})`)
  if (status !== 0) throw new Error(`the peer ${script} failed: ${stderr.trim().split('\n').at(-1)}`)
  return JSON.parse(stdout) as T
}
