import { setTimeout } from 'node:timers/promises'
import { openPty, WHOLE_PICTURE } from './pty.ts'
import { type Bench, median, type Result } from './result.ts'

const KEYS = 60
/** The promised latency in milliseconds. */
const PROMISE = 50
/** Three networks at full speed whose curves change in every picture. */
const TRAINING = ['neuron-race', '--preset', 'regimes', '--set', 'steps=1000000000', '--set', 'record=every:1000']

/** How long a key takes to be answered while training: the longest of all; the peer is the promise of 50 ms. */
export const tuiKey: Bench = {
  name: 'tui-key',
  about: 'live (120×40, full speed): longest time from a key to its picture, against the promised 50 ms',
  async measure(): Promise<Result> {
    const pty = openPty(['live', ...TRAINING, '--speed', 'full'])
    await pty.until(WHOLE_PICTURE)
    await setTimeout(1500)
    const times: number[] = []
    for (let i = 0; i < KEYS; i++) {
      // At other moments of its 33 ms each time.
      await setTimeout(80 + ((i * 7) % 33))
      const answer = pty.until(WHOLE_PICTURE)
      pty.type('T') // other colours: a whole picture
      times.push(await answer)
    }
    await pty.quit()
    const ours = Math.max(...times)
    const note = `${KEYS} keys, median ${median(times).toFixed(1)} ms`
    return { bench: 'tui-key', ours, peer: PROMISE, unit: 'ms', ratio: PROMISE / ours, note }
  },
}
