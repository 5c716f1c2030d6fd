import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

/**
 * Writes a small file so that a reader, even after a crash, finds the old content or the new and nothing in between: it
 * is written beside the old one, flushed and renamed over it; then the directory is flushed too, so that the name
 * survives a power loss.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  await writeFileAtomic(file, text)
  await flushDirectory(dirname(file))
}

async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return // there a directory cannot be opened, and a rename needs no flush
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
