import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openGrown, readerOf } from '../src/grown-file.ts'
import { scratch } from './scratch.ts'

/** Longer than one window of 256 KiB, each byte a function of its place. */
const content = Buffer.from(Array.from({ length: 600_000 }, (_, i) => (i * 31 + (i >> 8)) & 255))

describe('reading bytes of a growing file', () => {
  it('finds every piece, in any order and across windows, and none that extends past the end', async () => {
    const directory = await scratch()
    await mkdir(directory)
    const path = join(directory, 'fields.bin')
    await writeFile(path, content)
    await using file = await openGrown(path)
    const piece = fc.tuple(fc.nat(610_000), fc.oneof(fc.nat(40), fc.nat(400_000)))
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const read = readerOf(file)
        for (const [offset, size] of pieces) {
          const bytes = await read(offset, size)
          if (offset + size > content.length) expect(bytes).toBeUndefined()
          else expect(bytes?.equals(content.subarray(offset, offset + size))).toBe(true)
        }
      }),
    )
  })
})
