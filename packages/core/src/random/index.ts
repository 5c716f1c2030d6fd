export { LazyrichError } from '../errors.ts'
export { type RandomStream, randomStream, resumeStream, type StreamName } from './stream.ts'
