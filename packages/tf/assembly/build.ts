// Compiles the kernels to WebAssembly and writes their bytes into src, where they are committed, so that using or testing
// the package needs no compiler. `--check` only compares (part of `npm run check`). From each source two modules: with
// and without the relaxed multiply and add, which rounds once and takes half the instructions. `training` are the
// kernels of TensorFlow.js' operations, `networks` what networks of our own need beside them.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const sources = [
  { source: 'training', prefix: '' },
  { source: 'networks', prefix: 'networks-' },
]
const variants = [
  { variant: 'simd', features: ['simd'] },
  { variant: 'relaxed', features: ['simd', 'relaxed-simd'] },
]

for (const { source, prefix } of sources)
  for (const { variant, features } of variants) await compile(source, prefix + variant, features)

async function compile(source: string, name: string, features: readonly string[]): Promise<void> {
  let bytes: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    [
      `${source}/index.ts`,
      '--baseDir',
      import.meta.dirname,
      '--outFile',
      'out.wasm',
      '--runtime',
      'stub',
      '--noAssert',
      // The backend's own memory: its limits are those of 4.22, or smaller.
      '--importMemory',
      '--noExportMemory',
      '--initialMemory',
      '1',
      '--maximumMemory',
      '65536',
      '--memoryBase',
      '0',
      ...features.flatMap((feature) => ['--enable', feature]),
      // Shrunk as far as it goes: the loops keep their speed, the bytes that a page loads are a twelfth fewer.
      '--optimizeLevel',
      '2',
      '--shrinkLevel',
      '2',
      '--converge',
      '--use',
      'abort=',
    ],
    {
      writeFile(file, contents) {
        if (file === 'out.wasm') bytes = contents as Uint8Array
      },
    },
  )
  if (error || !bytes) throw new Error(stderr.toString())
  const to = join(import.meta.dirname, `../src/wasm/bytes/${name}.ts`)
  const text = `// Written by assembly/build.ts from assembly/${source}: ${bytes.length} bytes of WebAssembly in hexadecimal.
export const bytes =
  '${Buffer.from(bytes).toString('hex')}'
`
  if (!process.argv.includes('--check')) writeFileSync(to, text)
  else if (readFileSync(to, 'utf8') !== text) {
    process.stderr.write(`src/wasm/bytes/${name}.ts is not what assembly/ compiles to: run pnpm run wasm\n`)
    process.exitCode = 1
  }
}
