export { LazyrichError } from '../errors.ts'
export { unitVector, unitVectors } from './direction.ts'
export { permutation } from './permutation.ts'
export { type RandomStream, randomStream, resumeStream, type StreamName } from './stream.ts'
