import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const manifest = require.resolve('lazyrich/package.json')
const main = join(dirname(manifest), require(manifest).bin.lazyrich as string)

/** What the built command prints, uncoloured. Throws with what it said on stderr where it fails. */
export function lazyrich(...args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '100' }
  return execFileSync(process.execPath, [main, ...args], { encoding: 'utf8', env, maxBuffer: 1e8 })
}
