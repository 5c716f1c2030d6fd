import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, embedding, gelu, last, relu, residual } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSharingChangesNothing } from '../support/expect-sharing-changes-nothing.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on the last token', () => {
  it.each([1, 3])('of %i rows', async (length) => {
    await expectPathsAgree(tf, network({ axes: [length, 5] }, [last(), dense(3)]))
    await expectPathsAgree(tf, network({ axes: [length, 5] }, [dense(6), relu(), last(), dense(3)]))
    await expectPathsAgree(tf, network({ axes: [length, 5] }, [dense(6), gelu(), residual([dense(6)]), last()]))
  })

  it.each([1, 4])('of %i tokens in shared rows', async (length) => {
    const net = network({ axes: [length], tokens: 3 }, [embedding(6), last(), dense(3)])
    await expectPathsAgree(tf, net, { count: 9 })
    await expectSharingChangesNothing(net)
  })
})

it('refuses what has no tokens', () => {
  expect(() => network({ axes: [3] }, [last()])).toThrow(
    'layer last1: its input is [3]: [length, features] is accepted',
  )
})
