import { expect, it } from 'vitest'
import { shownBytes } from '../../src/planning/bytes.ts'

it('bytes are shown in the unit that needs no exponent', () => {
  const amounts = [1, 999, 1000, 1e5, 1023 * 2 ** 20, 2 ** 30, 4.2e9, 2 ** 42]
  expect(amounts.map(shownBytes)).toEqual([
    ...['1.00 bytes', '999 bytes', '0.977 KiB', '97.7 KiB', '0.999 GiB', '1.00 GiB', '3.91 GiB', '4.00 TiB'],
  ])
})
