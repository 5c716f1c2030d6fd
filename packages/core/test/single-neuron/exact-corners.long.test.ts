import { test } from 'vitest'
import { expectCorners, expectMirrorImages } from '../support/corners.ts'

test('for 60,000 corner cases a and w are finite, keep δ to 1e-12 of η_w a² + η_a‖w‖², and at time 0 are the start', () => {
  expectCorners(60_000)
})

test('the flow of (−a, −w) is the mirror image of the flow of (a, w) in 15,000 corner cases, bit for bit', () => {
  expectMirrorImages(15_000)
})
