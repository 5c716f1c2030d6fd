import type { Parameters } from '@lazyrich/core/port'

/**
 * The folder of one run of a comparison, from what sets it apart: `tau=0.1_delta=-1`, each part as `--set` takes it.
 * Runs that differ have names that differ; what not every file system takes is written as %xx.
 *
 * @example
 * folderName({ delta: -1, beta0: [0.5, -0.5] }) // 'delta=-1_beta0=0.5,-0.5'
 */
export function folderName(settings: Parameters): string {
  const parts = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return parts.join('_').replaceAll(/[^\w.,=+-]/g, encoded) || 'default'
}

function encoded(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
