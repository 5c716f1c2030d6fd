// Compiles the WebAssembly kernel and writes its bytes into src, where they are committed: whoever uses or tests core
// needs no compiler. `--check` only compares (part of `npm run check`).

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const TARGET = join(import.meta.dirname, '../src/two-layer-relu/kernel/bytes.ts')

// Level 1: higher levels change the order of loads and gained nothing (level 3 was up to a tenth slower).
const { error, stderr } = await asc.main(
  [
    'kernel/index.ts',
    '--baseDir',
    import.meta.dirname,
    '--outFile',
    'kernel.wasm',
    '--runtime',
    'stub',
    '--noAssert',
    '--enable',
    'simd',
    '--optimizeLevel',
    '1',
    '--use',
    'abort=',
  ],
  {
    writeFile(name, contents) {
      if (name === 'kernel.wasm') written(contents as Uint8Array)
    },
  },
)
if (error) throw new Error(stderr.toString())

function written(bytes: Uint8Array): void {
  const source = `// Written by assembly/build.ts from assembly/kernel: ${bytes.length} bytes of WebAssembly in base64.
export const KERNEL =
  '${Buffer.from(bytes).toString('base64')}'
`
  if (!process.argv.includes('--check')) writeFileSync(TARGET, source)
  else if (readFileSync(TARGET, 'utf8') !== source) {
    process.stderr.write('src/two-layer-relu/kernel/bytes.ts is not what assembly/ compiles to: run pnpm run kernel\n')
    process.exitCode = 1
  }
}
