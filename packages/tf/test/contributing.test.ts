import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Experiment } from '@lazyrich/core/port'
import { expectedFrames } from '@lazyrich/testing/frames'
import { promiseDefinition } from '@lazyrich/testing/promises/definition'
import { promiseSnapshots } from '@lazyrich/testing/promises/snapshot'
import { afterAll, expect, test } from 'vitest'

const guide = readFileSync(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8')
const source = new URL('../src/', import.meta.url)
const reports = fileURLToPath(new URL('../reports/', import.meta.url))
mkdirSync(reports, { recursive: true })
const folder = mkdtempSync(join(reports, 'contributed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes the block behind a mark where it can be imported, with what it imports from the package. */
function write(mark: string, name: string): string {
  const code = new RegExp(`<!-- ${mark} -->\\n\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1]
  if (!code) throw new Error(`CONTRIBUTING.md has no \`\`\`ts block after <!-- ${mark} -->`)
  const file = join(folder, name)
  writeFileSync(file, code.replaceAll("'../models/shallow.ts'", "'./shallow.ts'").replaceAll("'../", `'${source.href}`))
  return code
}

const model = write('model-example', 'shallow.ts')
write('network-experiment-example', 'ring.ts')
const { ring } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'ring.ts')).href)) as { ring: Experiment }

test('the model that CONTRIBUTING shows is a dozen lines', () => {
  expect(model.trim().split('\n').length).toBeLessThanOrEqual(12)
})

test('the experiment on it works as it stands: it learns, on WebAssembly and on a backend of TensorFlow.js', async () => {
  for (const { set } of ring.presets.small!.runs) {
    const frames = await expectedFrames(ring, set, 0)
    expect(frames.at(-1)!.end?.reason).toBe('complete')
    expect(frames.at(-1)!.metrics.error).toBeLessThan(0.1)
    expect(frames[0].metrics.error).toBeGreaterThan(0.2)
  }
  const [wasm, cpu] = [
    await expectedFrames(ring, { steps: 20 }, 0),
    await expectedFrames(ring, { steps: 20, backend: 'cpu' }, 0),
  ]
  expect(cpu.at(-1)!.metrics.loss).toBeCloseTo(wasm.at(-1)!.metrics.loss!, 4)
})

// With nothing but its definition, as an experiment that somebody has just added.
promiseDefinition(ring)
promiseSnapshots(ring)
