export { kernelDistance } from './kernel-distance.ts'
