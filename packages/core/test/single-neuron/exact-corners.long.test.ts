import { test } from 'vitest'
import { expectCorners } from '../support/corners.ts'

test('for 60,000 corner cases a and w are finite, keep δ to 1e-12 of η_w a² + η_a‖w‖², and at time 0 are the start', () => {
  expectCorners(60_000)
})
