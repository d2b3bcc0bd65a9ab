export { CannotCompile } from './emitted.ts'
export { checkKernel } from './check-kernel.ts'
export { kernelDecider, type KernelDecider } from './kernel-decider.ts'
