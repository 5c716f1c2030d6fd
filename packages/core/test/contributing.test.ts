import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { Experiment, Frame } from '../src/index.ts'

const guide = new URL('../../../CONTRIBUTING.md', import.meta.url)
const source = new URL('../src/', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'lazyrich-contributed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the experiment that CONTRIBUTING shows works as it stands: three runs, one of them oscillating', async () => {
  const code = /<!-- experiment-example -->\n```ts\n([\s\S]*?)```/.exec(readFileSync(guide, 'utf8'))?.[1]
  expect(code, 'CONTRIBUTING.md has no ```ts block after <!-- experiment-example -->').toBeDefined()
  const file = join(folder, 'parabola.ts')
  writeFileSync(file, code!.replaceAll("'../", `'${source.href}`))
  const { parabola } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { parabola: Experiment }

  const losses = []
  for (const { set } of parabola.presets.small!.runs) {
    const frames: Frame[] = []
    for await (const event of parabola.start(set, { seed: 0 })) if (event.kind === 'frame') frames.push(event)
    expect(frames.length).toBe(51)
    expect(frames.at(-1)!.end?.reason).toBe('complete')
    losses.push(frames.at(-1)!.metrics.loss)
  }
  expect(losses[0]).toBeCloseTo(0.5 * 0.9 ** 200, 20)
  expect(losses[1]).toBe(0)
  expect(losses[2]).toBeCloseTo(0.5 * 0.9 ** 200, 15)
})
