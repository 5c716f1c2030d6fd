import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expectedFrames } from '@lazyrich/testing/frames'
import { promiseDefinition } from '@lazyrich/testing/promises/definition'
import { promiseSnapshots } from '@lazyrich/testing/promises/snapshot'
import { afterAll, expect, test } from 'vitest'
import type { Experiment } from '../src/index.ts'

const guide = new URL('../../../CONTRIBUTING.md', import.meta.url)
const source = new URL('../src/', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'lazyrich-contributed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The experiment that CONTRIBUTING shows. */
async function shown(): Promise<Experiment> {
  const code = /<!-- experiment-example -->\n```ts\n([\s\S]*?)```/.exec(readFileSync(guide, 'utf8'))?.[1]
  if (!code) throw new Error('CONTRIBUTING.md has no ```ts block after <!-- experiment-example -->')
  const file = join(folder, 'parabola.ts')
  writeFileSync(file, code.replaceAll("'../", `'${source.href}`))
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)).parabola
}

const parabola = await shown()

test('the experiment that CONTRIBUTING shows works as it stands: three runs, one of them oscillating', async () => {
  const losses = []
  for (const { set } of parabola.presets.small!.runs) {
    const frames = await expectedFrames(parabola, set, 0)
    expect(frames.length).toBe(51)
    expect(frames.at(-1)!.end?.reason).toBe('complete')
    losses.push(frames.at(-1)!.metrics.loss)
  }
  expect(losses[0]).toBeCloseTo(0.5 * 0.9 ** 200, 20)
  expect(losses[1]).toBe(0)
  expect(losses[2]).toBeCloseTo(0.5 * 0.9 ** 200, 15)
})

// With nothing but its definition, as an experiment that somebody has just added.
promiseDefinition(parabola)
promiseSnapshots(parabola)
