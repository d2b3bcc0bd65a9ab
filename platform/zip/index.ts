export { openZip, unpackZip, type ZipCaps, type ZipFile } from './open-zip.ts'
export { type ZipFault, ZipRefused } from './zip-refused.ts'
