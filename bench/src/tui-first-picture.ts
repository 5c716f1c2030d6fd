import { openPty, WHOLE_PICTURE } from './pty.ts'
import { type Bench, median, type Result } from './result.ts'

const STARTS = 7
/** The promised time in milliseconds. */
const PROMISE = 1500

/** How long the dashboard takes from the start of the command to its first picture; the peer is the promise of 1.5 s. */
export const tuiFirstPicture: Bench = {
  name: 'tui-first-picture',
  about: 'live (120×40): from the start of the command to the first picture, against the promised 1.5 s',
  async measure(): Promise<Result> {
    const times: number[] = []
    for (let i = 0; i < STARTS; i++) {
      const pty = openPty(['live', 'neuron-race', '--preset', 'regimes'])
      times.push(await pty.until(WHOLE_PICTURE))
      await pty.quit()
    }
    const ours = median(times)
    const note = `${STARTS} starts, the longest ${Math.max(...times).toFixed(0)} ms`
    return { bench: 'tui-first-picture', ours, peer: PROMISE, unit: 'ms', ratio: PROMISE / ours, note }
  },
}
