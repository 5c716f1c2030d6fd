import { readFileSync } from 'node:fs'

interface Manifest {
  readonly exports: { readonly [subpath: string]: string }
}

/** The subpaths of core, as in `@lazyrich/core/single-neuron`; the root first. */
export const subpaths: readonly string[] = Object.keys(
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest).exports,
)
  .filter((path) => !path.endsWith('.json'))
  .map((path) => path.replace('.', '@lazyrich/core'))

/** What a subpath exports at run time, from the sources. */
export async function exportsOf(subpath: string): Promise<Readonly<Record<string, unknown>>> {
  const url = new URL(`../../src${subpath.slice('@lazyrich/core'.length)}/index.ts`, import.meta.url)
  return import(/* @vite-ignore */ url.href)
}

/** Every value of every subpath, and where it is imported from: the root, or else the first subpath that has it. */
export async function allExports(): Promise<ReadonlyMap<string, { readonly value: unknown; readonly from: string }>> {
  const all = new Map<string, { value: unknown; from: string }>()
  for (const from of subpaths)
    for (const [name, value] of Object.entries(await exportsOf(from)))
      if (!all.has(name)) all.set(name, { value, from })
  return all
}
