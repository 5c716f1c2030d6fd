import { it } from 'vitest'
import { expectInterrupted } from './interrupted.ts'

it('a run makes the same files as one without interruption, wherever it was killed, 60 times', async () => {
  await expectInterrupted(60)
})
