export { checkKernel } from './check-kernel.ts'
export { CannotCompile } from './emitted.ts'
export { type KernelDecider, kernelDecider } from './kernel-decider.ts'
