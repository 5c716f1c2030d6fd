/** Records the small race over and over as one run, with snapshots and heartbeats, until somebody kills it. */
import { createRecorder } from '../src/index.ts'
import { description, isFrame, startRace } from './race.ts'

const recorder = await createRecorder(process.argv[2]!, description)
for (let lap = 0; ; lap++) {
  const run = startRace()
  for await (const event of run) {
    if (isFrame(event)) await recorder.frames([event])
    if (event.step % 10 === 0) await recorder.snapshot(await run.snapshot(), 1000 * lap + event.step)
  }
  await recorder.heartbeat()
  process.stdout.write('lap\n')
}
