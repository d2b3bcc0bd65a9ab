// Problems without HTTP: services and imports declare and throw them, and a command line does not load a server for it.
export { problem, problemKinds } from './catalogue.ts'
export * from './general.ts'
export { type DatabaseFault, isDatabaseFault, problemOfDatabase } from './postgres.ts'
export { type FieldFault, Problem, type ProblemKind, type ProblemSpec, type Said } from './problem.ts'
