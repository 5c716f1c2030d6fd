/**
 * Runs of lazyrich experiments on disk: record one, resume it, read it while it grows.
 *
 * @packageDocumentation
 */
export { createRecorder } from './create.ts'
export { RunsError } from './errors.ts'
export { folderName } from './folder-name.ts'
export { frameFromJson, frameToJson, type RunName } from './frame-json.ts'
export { inspectRun } from './inspect.ts'
export type { Machine, Manifest, RunDescription } from './manifest.ts'
export { type ReadOptions, type RecordedRun, readRun } from './read.ts'
export type { Recorder } from './recorder.ts'
export { type Resumed, resumeRecorder } from './resume.ts'
