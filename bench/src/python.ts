import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...environment } = process.env

/**
 * Runs a peer of `bench/peers` on one thread, with the BLAS routines that OpenBLAS chooses for this processor, and
 * reads its JSON line.
 */
export function runPeer<T>(script: string, args: readonly string[]): T {
  const { status, stdout, stderr, error } = spawnSync(
    'python3',
    [join(import.meta.dirname, '../peers', script), ...args],
    { encoding: 'utf8', env: { ...environment, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' } },
  )
  if (error) throw new Error(`the peer ${script} needs python3 with NumPy on the PATH (${error.message})`)
  if (status !== 0) throw new Error(`the peer ${script} failed: ${stderr.trim().split('\n').at(-1)}`)
  return JSON.parse(stdout) as T
}
