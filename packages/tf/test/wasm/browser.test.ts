import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { findChromium, startChromium } from '@lazyrich/testing/chromium'
import { serveFolder } from '@lazyrich/testing/serve-folder'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TrainedHere } from './browser/train-here.ts'
import { distance, useKernels } from './support/backends.ts'
import { models, type Trained, train } from './support/models.ts'

const BASE = '/below/a/path/'

/**
 * As the site's pages have it (apps/site/src/policy), but for hashes of inline scripts: there are none here. `also` is a
 * source of scripts and workers.
 */
const policy = (also = ''): string =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${also}; connect-src 'self'; worker-src 'self' ${also}; img-src 'self' data:`

const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

const folder = mkdtempSync(join(tmpdir(), 'lazyrich-kernels-page-'))
let browser: Awaited<ReturnType<typeof startChromium>> | undefined
let right: Trained

beforeAll(async () => {
  await bundle()
  await useKernels('relaxed')
  right = await train(models[0]!, 4)
})

beforeEach(({ skip }) => {
  try {
    findChromium(process.env.PATH ?? '')
  } catch (error) {
    skip((error as Error).message)
  }
})

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

async function bundle(): Promise<void> {
  await build({
    entryPoints: ['page.js', 'worker.js'].map((file) => join(import.meta.dirname, 'browser', file)),
    outdir: folder,
    bundle: true,
    // What is imported on demand is loaded on demand.
    splitting: true,
    format: 'esm',
    minify: true,
    chunkNames: '[name]-[hash]',
    logLevel: 'error',
  })
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>Training</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
  )
  const wasm = join(
    dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
    'dist',
  )
  mkdirSync(join(folder, 'tfjs'))
  for (const file of readdirSync(wasm).filter((file) => file.endsWith('.wasm')))
    copyFileSync(join(wasm, file), join(folder, 'tfjs', file))
}

interface Visit {
  readonly onMainThread: TrainedHere
  readonly inWorker: TrainedHere
  /** The files that the page and its worker asked for, without the path that they are below. */
  readonly loaded: readonly string[]
}

/** Trains in a page and in a worker of it; whatever the page complains of is an error. */
async function visit(headers: Readonly<Record<string, string>>): Promise<Visit> {
  browser ??= await startChromium()
  const site = await serveFolder(folder, BASE, headers)
  const page = await browser.newPage()
  try {
    const complaints: string[] = []
    const loaded: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.context().on('request', (request) => loaded.push(request.url().replace(site.origin + BASE, '')))
    await page.goto(site.origin + BASE, { timeout: 90_000 })
    const onMainThread = await page.evaluate<TrainedHere>('onMainThread()')
    const inWorker = await page.evaluate<TrainedHere>('inWorker()')
    expect(complaints).toEqual([])
    return { onMainThread, inWorker, loaded }
  } finally {
    await page.close()
    await site.close()
  }
}

function expectRight(found: TrainedHere): void {
  expect(distance(found.losses, right.losses)).toBeLessThan(1e-4)
  for (const [i, { name, values }] of right.weights.entries())
    expect(distance(found.weights[i]!, values), name).toBeLessThan(1e-4)
}

describe('a page in Chromium, and a worker of it,', () => {
  it('train a convolution as Node does, below a path and under the policy of the site', async () => {
    const { onMainThread, inWorker, loaded } = await visit({ 'Content-Security-Policy': policy() })
    for (const found of [onMainThread, inWorker]) {
      expectRight(found)
      expect(found).toMatchObject({ isIsolated: false, isShared: false })
    }
    expect(loaded.filter((file) => file.endsWith('.wasm'))).toEqual(Array(2).fill('tfjs/tfjs-backend-wasm-simd.wasm'))
    const { variant } = onMainThread
    expect(loaded.filter((file) => /^(simd|relaxed)-/.test(file))).toEqual(
      Array(2).fill(expect.stringMatching(`^${variant}-`)),
    )
  })

  it('train the same on memory that the threads of TensorFlow.js share', async () => {
    // They start from addresses that TensorFlow.js makes up.
    const headers = { 'Content-Security-Policy': policy('blob:'), ...ISOLATED }
    const { onMainThread, inWorker, loaded } = await visit(headers)
    for (const found of [onMainThread, inWorker]) {
      expectRight(found)
      expect(found).toMatchObject({ isIsolated: true, isShared: true })
    }
    expect(loaded).toContain('tfjs/tfjs-backend-wasm-threaded-simd.wasm')
  })
})

it('a page loads one of the two modules, and both are small', () => {
  const sizes = readdirSync(folder)
    .filter((file) => /^(simd|relaxed)-.*\.js$/.test(file))
    .map((file) => [file.split('-')[0], gzipSync(readFileSync(join(folder, file))).length] as const)
  console.log(`gzipped: ${sizes.map(([name, bytes]) => `${name} ${bytes} B`).join(', ')}`)
  expect(sizes.map(([name]) => name)).toEqual(['relaxed', 'simd'])
  for (const [name, bytes] of sizes) expect(bytes, name).toBeLessThan(20_000)
})
