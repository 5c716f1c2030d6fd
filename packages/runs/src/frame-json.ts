import type { End, Frame } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { numberFromJson, numberToJson } from './json-number.ts'
import { parseObject } from './parse-object.ts'

/** Which run a frame belongs to, when one command starts several. */
export interface RunName {
  /** Place in the preset, from 0. */
  readonly index: number
  readonly label: string
}

/**
 * A frame as one line of JSON, without the line's end: what `frames.ndjson` holds and what the command line prints.
 *
 *     {"step":100,"time":1,"metrics":{"loss":0.25,"kernelDistance":"NaN"},"end":{"reason":"complete","message":"…"}}
 *
 * Only the last frame has an `end`; `run`, if given, comes first. Fields are not part of it. Every double comes
 * back bit for bit (NaN as some NaN).
 */
export function frameToJson(frame: Frame, run?: RunName): string {
  const metrics = Object.entries(frame.metrics).map(([name, value]) => `${JSON.stringify(name)}:${numberToJson(value)}`)
  const front = run ? `"run":${JSON.stringify({ index: run.index, label: run.label })},` : ''
  const end = frame.end ? `,"end":${JSON.stringify({ reason: frame.end.reason, message: frame.end.message })}` : ''
  return (
    `{${front}"step":${numberToJson(frame.step)},"time":${numberToJson(frame.time)},` +
    `"metrics":{${metrics.join(',')}}${end}}`
  )
}

/**
 * The frame of a line that {@link frameToJson} wrote. Names that it does not know are ignored.
 *
 * @throws RunsError for text that is not a JSON object, or lacks step, time or metrics.
 */
export function frameFromJson(line: string): Frame {
  const { step, time, metrics, end } = parseObject('the frame', line)
  if (metrics === null || typeof metrics !== 'object')
    throw new RunsError(`metrics of the frame is ${JSON.stringify(metrics)}: an object of numbers is accepted`)
  return {
    kind: 'frame',
    step: numberFromJson('step of the frame', step),
    time: numberFromJson('time of the frame', time),
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, value]) => [name, numberFromJson(`metric ${name} of the frame`, value)]),
    ),
    ...(end === undefined ? {} : { end: endFromJson(end) }),
  }
}

function endFromJson(end: unknown): End {
  const { reason, message } = (end ?? {}) as { [name: string]: unknown }
  if ((reason !== 'complete' && reason !== 'diverged') || typeof message !== 'string')
    throw new RunsError(
      `end of the frame is ${JSON.stringify(end)}: a reason (complete or diverged) and a message are accepted`,
    )
  return { reason, message }
}
