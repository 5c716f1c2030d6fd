import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createPictures } from '../../src/screen/pictures.ts'

test('over a slow link pictures are left out: never more than one waits', async () => {
  const written: string[] = []
  let most = 0
  const slow = new Writable({
    decodeStrings: false,
    write(chunk, _, done) {
      written.push(String(chunk))
      setTimeout(done, 10)
    },
  })
  const pictures = createPictures(slow)
  for (let i = 0; i < 50; i++) {
    if (pictures.isFree) pictures.write(`picture ${i}`)
    most = Math.max(most, slow.writableLength)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(most).toBeLessThanOrEqual('picture 49'.length)
  expect(written.length).toBeGreaterThan(2)
  expect(written.length).toBeLessThan(25)
})
