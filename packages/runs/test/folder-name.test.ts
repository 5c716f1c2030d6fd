import { expect, test } from 'vitest'
import { folderName } from '../src/index.ts'

test('a folder is named by what sets its run apart, as the command line takes it', () => {
  expect(folderName({ delta: -1 })).toBe('delta=-1')
  expect(folderName({ tau: 0.145427, delta: 1e-7 })).toBe('tau=0.145427_delta=1e-7')
  expect(folderName({ beta0: [0.5, -0.5], 'learningRate.a': 2 })).toBe('beta0=0.5,-0.5_learningRate.a=2')
})

test('characters that a file system may refuse are written out, so that names stay apart', () => {
  expect(folderName({ record: 'log:60' })).toBe('record=log%3a60')
  expect(folderName({ record: 'log%3a60' })).toBe('record=log%253a60')
  expect(folderName({ side: '../β' })).toBe('side=..%2f%ce%b2')
})

test('a run that nothing sets apart has a folder all the same', () => {
  expect(folderName({})).toBe('default')
})

test('a very long name ends in a hash, so that it fits any file system and names stay apart', () => {
  const long = (last: number): string => folderName({ x: [...Array.from({ length: 200 }, () => 1 / 3), last] })
  expect(long(1)).toMatch(/^x=0\.333.*~[0-9a-f]{16}$/)
  expect(long(1)).toHaveLength(200)
  expect(long(1)).not.toBe(long(2))
})
