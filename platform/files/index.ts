export { LAW_FOLDER, readYamlFolder, type TextFile } from './law-folder.ts'
