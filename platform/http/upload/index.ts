// Files that come in, without HTTP: an import from the command line checks them by the same rules.
export { checkKind, type FileKind } from './kind.ts'
export { damagedZip, emptyUpload, interruptedUpload, wrongKind, zipBomb } from './problems.ts'
export { storeUpload, sweepUploads, type Upload, type UploadOptions } from './receive.ts'
export { checkZip, type ZipLimits, type ZipSummary } from './zip-guard.ts'
