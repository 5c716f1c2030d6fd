import type { FileHandle } from 'node:fs/promises'

const CHUNK = 64 * 1024
const NEWLINE = 10

/**
 * The lines of the first `length` bytes of a file, without their ends. What follows the last line end is dropped: it
 * is a line still being written, or torn by a crash. Holds one chunk and one line in memory.
 */
export async function* completeLines(handle: FileHandle, length: number): AsyncGenerator<string, void, undefined> {
  const chunk = Buffer.allocUnsafe(CHUNK)
  let torn = Buffer.alloc(0)
  let position = 0
  while (position < length) {
    const { bytesRead } = await handle.read(chunk, 0, Math.min(CHUNK, length - position), position)
    if (bytesRead === 0) return
    position += bytesRead
    let start = 0
    for (let end = newline(chunk, start, bytesRead); end >= 0; end = newline(chunk, start, bytesRead)) {
      const rest = chunk.subarray(start, end)
      yield (torn.length > 0 ? Buffer.concat([torn, rest]) : rest).toString('utf8')
      torn = Buffer.alloc(0)
      start = end + 1
    }
    torn = Buffer.concat([torn, chunk.subarray(start, bytesRead)])
  }
}

function newline(chunk: Buffer, start: number, end: number): number {
  const at = chunk.indexOf(NEWLINE, start)
  return at < end ? at : -1
}
