import type { Command, Report } from '@lazyrich/core/port'
import { expect, it } from 'vitest'
import { base, files } from '../site.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()
const script = files.find((file) => /core-worker-[^/]+\.js$/.test(file))

/** A run that keeps a worker at work for hours: its slices are as long as they get. */
const heavy = {
  experiment: 'neuron-race',
  parameters: { neurons: 1000, samples: 1000, steps: 1e9, record: 'every:1000' },
  seed: 0,
}

it('a worker under full load answers a pause and a stop within a tenth of a second, at the median', async () => {
  const page = await open('')
  const answers = await page.evaluate(
    async ({ url, request }) => {
      const worker = new Worker(url, { type: 'module' })
      const heard: Report[] = []
      const waiting: { is(report: Report): boolean; resolve(): void }[] = []
      worker.onmessage = ({ data }: { data: Report }) => {
        if (data.type === 'batch') say({ type: 'credit', run: data.run, batches: 1 })
        heard.push(data)
        for (const [i, { is, resolve }] of [...waiting.entries()].reverse()) {
          if (!is(data)) continue
          waiting.splice(i, 1)
          resolve()
        }
      }
      const say = (command: Command): void => worker.postMessage(command)
      const hear = (type: Report['type'], run: number): Promise<void> =>
        new Promise((resolve) => waiting.push({ is: (report) => report.type === type && report.run === run, resolve }))
      const timed = async (command: Command, type: Report['type'], run: number): Promise<number> => {
        const answered = hear(type, run)
        const asked = performance.now()
        say(command)
        await answered
        return performance.now() - asked
      }
      const pauses: number[] = []
      const stops: number[] = []
      for (let run = 0; run < 7; run++) {
        const computing = hear('batch', run)
        say({ type: 'start', run, request })
        await computing
        pauses.push(await timed({ type: 'pause', run }, 'paused', run))
        const going = hear('batch', run)
        say({ type: 'resume', run })
        await going
        stops.push(await timed({ type: 'abort', run }, 'end', run))
      }
      worker.terminate()
      return { pauses, stops }
    },
    { url: `${base}${script}`, request: heavy },
  )
  for (const times of Object.values(answers)) expect(times.sort((a, b) => a - b)[3]).toBeLessThan(100)
})
