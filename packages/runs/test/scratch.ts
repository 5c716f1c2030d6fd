import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A directory that does not exist yet, below one that is removed when the test is over. */
export async function scratch(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'lazyrich-runs-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  return join(parent, 'run')
}
