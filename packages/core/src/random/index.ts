export { type RandomStream, randomStream, resumeStream, type StreamName } from './stream.ts'
