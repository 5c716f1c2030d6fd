// Compiles the gradient of ReLU networks to WebAssembly and writes its bytes into src, where they are committed, so
// that using or testing core needs no compiler. `--check` only compares (part of `npm run check`).

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const TARGET = join(import.meta.dirname, '../src/two-layer-relu/gradient/wasm/bytes.ts')

// Level 1: higher levels change the order of loads and gained nothing (level 3 was up to a tenth slower).
const { error, stderr } = await asc.main(
  [
    'relu-gradient/index.ts',
    '--baseDir',
    import.meta.dirname,
    '--outFile',
    'relu-gradient.wasm',
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
      if (name === 'relu-gradient.wasm') written(contents as Uint8Array)
    },
  },
)
if (error) throw new Error(stderr.toString())

function written(bytes: Uint8Array): void {
  // Hexadecimal: base64 is shorter as text, but packed it is a quarter longer, since it hides where bytes begin.
  const source = `// Written by assembly/build.ts from assembly/relu-gradient: ${bytes.length} bytes of WebAssembly in hexadecimal.
export const RELU_GRADIENT =
  '${Buffer.from(bytes).toString('hex')}'
`
  if (!process.argv.includes('--check')) writeFileSync(TARGET, source)
  else if (readFileSync(TARGET, 'utf8') !== source) {
    process.stderr.write(
      'src/two-layer-relu/gradient/wasm/bytes.ts is not what assembly/ compiles to: run pnpm run wasm\n',
    )
    process.exitCode = 1
  }
}
