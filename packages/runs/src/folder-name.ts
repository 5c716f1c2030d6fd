import { createHash } from 'node:crypto'
import type { Parameters } from '@lazyrich/core/port'

/** Characters of a name: file systems take 255 bytes. */
const LONGEST = 200

/**
 * The folder of one run of a comparison, from what sets it apart: `tau=0.1_delta=-1`, each part as `--set` takes it.
 * Runs that differ have names that differ; characters that some file systems refuse are written as %xx, and the end of a
 * very long name as a hash.
 *
 * @example
 * folderName({ delta: -1, beta0: [0.5, -0.5] }) // 'delta=-1_beta0=0.5,-0.5'
 */
export function folderName(settings: Parameters): string {
  const parts = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const name = parts.join('_').replaceAll(/[^\w.,=+-]/g, encoded) || 'default'
  if (name.length <= LONGEST) return name
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16)
  return `${name.slice(0, LONGEST - hash.length - 1)}~${hash}`
}

function encoded(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
