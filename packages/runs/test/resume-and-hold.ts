/** Resumes a run when it is told to, says how that went, and holds it until somebody kills this process. */
import { once } from 'node:events'
import { resumeRecorder } from '../src/index.ts'

process.stdout.write('ready\n')
await once(process.stdin, 'data')
const said = await resumeRecorder(process.argv[2]!).then(
  () => 'resumed',
  (error: Error) => error.message,
)
process.stdout.write(`${said}\n`)
