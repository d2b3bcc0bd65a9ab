/** Rules of the house that no linter knows. Each takes the files and returns what is wrong, in words. */

export interface SourceFile {
  path: string
  text: string
}

const linesAllowed = 600

export const tooLong = (files: SourceFile[]): string[] =>
  files
    .map(file => ({
      path: file.path,
      lines: file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0),
    }))
    .filter(file => file.lines > linesAllowed)
    .map(
      file =>
        `${file.path} has ${file.lines} lines, more than ${linesAllowed}: divide it by what it is about`,
    )

/** Names that a custom outside this project has fixed. */
const fixedName = /^([A-Z]+\.md|LICENSE|NOTICE|Dockerfile)$/
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/

export const notKebab = (paths: string[]): string[] =>
  paths
    .filter(path => path.split('/').some(part => !kebab.test(part) && !fixedName.test(part)))
    .map(path => `${path} is not kebab-case`)

/** A direct folder of engine/ or city/ says what it offers (index.ts) or what it is (README.md). */
export function unexplainedFolders(paths: string[]): string[] {
  const present = new Set(paths)
  const folders = new Set(paths.flatMap(path => /^(?:engine|city)\/[^/]+(?=\/)/.exec(path)?.[0] ?? []))
  return [...folders]
    .filter(folder => !['index.ts', 'README.md'].some(name => present.has(`${folder}/${name}`)))
    .map(folder => `${folder} has neither index.ts nor README.md`)
}

/** A folder of somebody's machine. Plain relative paths and addresses on the web are no such thing. */
const machinePath = /(?<![\w.:/~-])\/(?:work|home|root|Users|mnt|media)\/[\w.-]+/g

export const machinePaths = (files: SourceFile[]): string[] =>
  files.flatMap(file =>
    [...file.text.matchAll(machinePath)].map(
      found => `${file.path} names ${found[0]}, a path of one machine`,
    ),
  )

/** In code only comments speak to a reader; a string may name a file that does not exist yet. */
const spoken = (file: SourceFile): string =>
  /\.(ts|tsx|js)$/.test(file.path)
    ? (file.text.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? []).join('\n')
    : file.text

/** A paper that is named exists: by its path from the root, from the file that names it, or by its name alone. */
export function lostPapers(files: SourceFile[], paths: string[]): string[] {
  const papers = paths.filter(path => path.endsWith('.md'))
  return files.flatMap(file =>
    [
      ...spoken(file)
        .replaceAll(/https?:\/\/\S+/g, '')
        .matchAll(/(?<![\w*…<>$}])[\w./-]+\.md\b/g),
    ]
      .map(found => found[0].replace(/^(?:\.{1,2}\/)+/, ''))
      .filter(name => !papers.some(paper => paper === name || paper.endsWith(`/${name}`)))
      .map(name => `${file.path} names ${name}, which is not in the project`),
  )
}

/** The engine is given every date; it asks no clock and throws no dice. */
export const clocks = (files: SourceFile[]): string[] =>
  files
    .filter(
      file => file.path.startsWith('engine/') && /\.ts$/.test(file.path) && !file.path.endsWith('.test.ts'),
    )
    .flatMap(file =>
      [...file.text.matchAll(/\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b/g)].map(
        found => `${file.path} uses ${found[0]}: the engine has no clock and no chance`,
      ),
    )

export const codeInLaw = (paths: string[]): string[] =>
  paths
    .filter(path => path.startsWith('law/') && !/\.(ya?ml|csv|md)$/.test(path))
    .map(path => `${path}: law holds data (YAML, CSV) and its explanation, nothing else`)

/** Folders that only a run makes, wherever they lie. */
const madeByRuns = new Set(['node_modules/', '*.log'])

/** `data/` in .gitignore hides every folder of that name, also one with tables that the product needs. */
export const looseIgnores = (gitignore: string): string[] =>
  gitignore
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#') && !line.startsWith('/') && !madeByRuns.has(line))
    .map(line => `.gitignore ignores ${line} at every depth: write /${line}`)
