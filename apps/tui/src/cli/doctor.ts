import { cpus, totalmem } from 'node:os'
import { availableKernelVariant } from '@lazyrich/core/two-layer-relu'
import { type BackendFinding, networkVariant, surveyBackends } from '@lazyrich/tf'
import { colourDepth } from '../draw/colour-depth.ts'
import { shown } from '../draw/shown.ts'
import { isUtf8 } from '../screen/locale.ts'
import { startPool } from '../worker/pool.ts'
import { version } from './version.ts'

/** One thing that was checked. */
interface Finding {
  readonly name: string
  readonly ok: boolean
  /** True for what is only by choice, and not there: no fault. */
  readonly absent?: boolean
  readonly value: string
}

const VARIANTS = {
  simd: 'simd (core: WebAssembly SIMD for gradients of ReLU networks, plain float64 loops for the rest)',
  js: 'js (core: plain float64 loops; WebAssembly SIMD does not run here, so ReLU networks train 4 to 20 times slower)',
}

/** `lazyrich doctor`: what this machine offers, and whether every part works here. */
export async function examine(): Promise<Finding[]> {
  const { stdout, versions, platform, arch, env } = process
  return [
    { name: 'lazyrich', ok: true, value: version },
    { name: 'node', ok: Number.parseInt(versions.node, 10) >= 24, value: `${versions.node} (24 or newer is needed)` },
    {
      name: 'machine',
      ok: true,
      value: `${platform} ${arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    },
    {
      name: 'terminal',
      ok: true,
      value: stdout.isTTY
        ? `${stdout.columns}×${stdout.rows}, colours: ${colourDepth(env, true)}${env.TERM ? `, TERM=${shown(env.TERM)}` : ''}`
        : 'none (output goes to a pipe or file): commands print lines',
    },
    characterSet(env),
    { name: 'kernel variant', ok: true, value: VARIANTS[availableKernelVariant()] },
    await thread(),
    await networks(),
    ...(await backends()),
  ]
}

/** Whether charts can be drawn in braille. */
export function characterSet(env: { readonly [name: string]: string | undefined }): Finding {
  const ok = isUtf8(env)
  return {
    name: 'character set',
    ok,
    value: ok ? 'UTF-8' : 'not UTF-8, so the dashboard draws in ASCII (set LANG, for example to C.UTF-8)',
  }
}

async function thread(): Promise<Finding> {
  const pool = startPool(1)
  const from = performance.now()
  try {
    const message = await new Promise<string>((resolve) => {
      const request = { experiment: 'neuron-race', parameters: { steps: 1000 }, seed: 0 }
      pool.clients[0]!.start(request, { batch: () => {}, end: ({ message: why }) => resolve(why) })
    })
    const ok = message === '1000 steps done'
    return {
      name: 'training thread',
      ok,
      value: `${message} in ${Math.round(performance.now() - from)} ms, startup included`,
    }
  } finally {
    await pool.close()
  }
}

const NETWORKS = {
  relaxed: 'relaxed (WebAssembly of our own; a multiply and add is one instruction)',
  simd: 'simd (WebAssembly of our own, without relaxed SIMD, which would be up to twice as fast)',
  none: 'none (WebAssembly has no SIMD here): they train on the tfjs backend below, many times slower',
}

/** What networks train with where no backend is named. */
async function networks(): Promise<Finding> {
  return { name: 'networks', ok: true, value: NETWORKS[(await networkVariant()) ?? 'none'] }
}

/** A line for the backend that would be used, and one for each of the others. */
async function backends(): Promise<Finding[]> {
  try {
    const found = await surveyBackends()
    const [used] = found.filter(({ chosen }) => chosen)
    return [
      { name: 'tfjs backend', ok: true, value: inUse(used!) },
      ...found
        .filter(({ chosen }) => !chosen)
        .map(({ name, works, about }) => ({ name: `backend ${name}`, ok: true, absent: !works, value: about })),
    ]
  } catch (error) {
    return [{ name: 'tfjs backend', ok: false, value: (error as Error).message }]
  }
}

function inUse({ name, about, backend }: BackendFinding): string {
  const { why, version: tfjs, warnings } = backend!
  return [`${name} (tfjs ${tfjs}), ${about}: ${why}`, ...warnings].join('; ')
}

/** The findings as text, aligned, or as one JSON line. */
export function report(findings: readonly Finding[], json: boolean): string {
  if (json)
    return `${JSON.stringify(Object.fromEntries(findings.map(({ name, ok, absent, value }) => [name, { ok, ...(absent && { absent }), value }])))}\n`
  const width = Math.max(...findings.map(({ name }) => name.length))
  const mark = ({ ok, absent }: Finding): string => (absent ? '–' : ok ? '✓' : '✗')
  return findings.map((finding) => `${mark(finding)} ${finding.name.padEnd(width)}  ${finding.value}\n`).join('')
}
