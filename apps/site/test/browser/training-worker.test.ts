import { type Command, CREDIT, type Report } from '@lazyrich/core/port'
import { expect, it } from 'vitest'
import { base, files } from '../site.ts'
import { visitor } from './visitor.ts'

const { open } = visitor()
const script = files.find((file) => /core-worker-[^/]+\.js$/.test(file))

/** A run whose frames are minutes of work apart: what is answered before the next one is answered in the midst of work. */
const heavy = {
  experiment: 'neuron-race',
  parameters: { neurons: 1000, samples: 1000, steps: 1e9, record: 'every:100000' },
  seed: 0,
}

it('a worker under full load answers a pause and a stop in the midst of its work, before the next frame', async () => {
  const page = await open('')
  const heard = await page.evaluate(
    async ({ url, request }) => {
      const worker = new Worker(url, { type: 'module' })
      const heard: string[] = []
      const waiting: { type: Report['type']; resolve(): void }[] = []
      worker.onmessage = ({ data }: { data: Report }) => {
        if (data.type === 'batch') worker.postMessage({ type: 'credit', run: 0, batches: 1 } satisfies Command)
        heard.push(data.type === 'batch' && data.frames.length > 0 ? 'frames' : data.type)
        for (const [i, { type, resolve }] of [...waiting.entries()].reverse()) {
          if (type !== data.type) continue
          waiting.splice(i, 1)
          resolve()
        }
      }
      /** Says a command and waits for a report of that type. */
      const answer = (command: Command, type: Report['type']): Promise<void> =>
        new Promise((resolve) => {
          waiting.push({ type, resolve })
          heard.push(`asked to ${command.type}`)
          worker.postMessage(command)
        })
      await answer({ type: 'start', run: 0, request }, 'batch')
      await answer({ type: 'pause', run: 0 }, 'paused')
      await answer({ type: 'resume', run: 0 }, 'batch')
      await answer({ type: 'abort', run: 0 }, 'end')
      worker.terminate()
      return heard
    },
    { url: `${base}${script}`, request: heavy },
  )
  expect(heard.filter((type) => ['paused', 'resumed', 'end'].includes(type))).toEqual(['paused', 'resumed', 'end'])
  // That of the start at most: nobody waited for the next one.
  expect(heard.filter((type) => type === 'frames').length).toBeLessThanOrEqual(1)
  // One that listened only now and then would tell of its work meanwhile until its credit is spent.
  for (const [asked, answered] of [
    ['pause', 'paused'],
    ['abort', 'end'],
  ]) {
    const between = heard.slice(heard.indexOf(`asked to ${asked}`), heard.indexOf(answered!))
    expect(between.filter((type) => type === 'batch').length, asked).toBeLessThanOrEqual(CREDIT / 2)
  }
})
