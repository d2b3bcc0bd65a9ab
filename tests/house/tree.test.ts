import { describe, expect, it } from 'vitest'
import {
  clocks,
  codeInLaw,
  looseIgnores,
  lostPapers,
  machinePaths,
  notKebab,
  type SourceFile,
  tooLong,
  unexplainedFolders,
} from './rules.ts'
import { isCode, isProse, isText, listFiles, readText } from './tree.ts'

const paths = listFiles()
const read = (want: (path: string) => boolean): SourceFile[] =>
  paths.filter(want).map(path => ({ path, text: readText(path) }))

describe('the tree', () => {
  it('is seen at all', () => {
    expect(paths).toContain('tests/house/tree.test.ts')
    expect(paths).toContain('.ci/run')
  })

  it('has no file of code above 600 lines', () => {
    // the types of the API are made by a tool
    expect(tooLong(read(path => isCode(path) && !path.endsWith('.d.ts')))).toEqual([])
  })

  it('is named in kebab-case', () => {
    expect(notKebab(paths)).toEqual([])
  })

  it('explains every folder of engine and city', () => {
    expect(unexplainedFolders(paths)).toEqual([])
  })

  it('names no path of one machine', () => {
    expect(machinePaths(read(isText))).toEqual([])
  })

  it('names no paper that a reader cannot open', () => {
    expect(
      lostPapers(
        read(path => isCode(path) || isProse(path)),
        paths,
      ),
    ).toEqual([])
  })

  it('keeps clock and chance out of the engine', () => {
    expect(clocks(read(isCode))).toEqual([])
  })

  it('lets git forget nothing but what a run makes at the root', () => {
    expect(looseIgnores(readText('.gitignore'))).toEqual([])
  })

  it('keeps code out of the law', () => {
    expect(codeInLaw(paths)).toEqual([])
  })
})

describe('a rule of the tree finds its planted fault', () => {
  const file = (path: string, text: string): SourceFile[] => [{ path, text }]

  it('a file of 601 lines, not one of 600', () => {
    expect(tooLong(file('engine/long.ts', 'x\n'.repeat(601)))).toHaveLength(1)
    expect(tooLong(file('engine/long.ts', 'x\n'.repeat(600)))).toEqual([])
  })

  it.each(['engine/myFile.ts', 'city/House_Holds/index.ts', 'law/vn/Poverty.yaml', 'docs/tuổi.md'])(
    '%s',
    path => {
      expect(notKebab([path])).toHaveLength(1)
    },
  )

  it('a folder without index.ts or README.md', () => {
    expect(unexplainedFolders(['engine/kernel/loop.ts', 'city/areas/index.ts'])).toEqual([
      'engine/kernel has neither index.ts nor README.md',
    ])
  })

  it('a path of one machine, not a path of the project or an address', () => {
    const home = ['', 'home', 'somebody', 'ansinh'].join('/')
    expect(machinePaths(file('README.md', `run it in ${home}`))).toHaveLength(1)
    expect(
      machinePaths(file('README.md', 'see city/home/index.ts and https://example.org/home/page')),
    ).toEqual([])
  })

  it('a paper that is not there, in prose and in comments, not in strings', () => {
    const nowhere = ['nowhere', 'md'].join('.')
    expect(lostPapers(file('README.md', `as ${nowhere} says`), ['README.md'])).toHaveLength(1)
    expect(lostPapers(file('engine/a.ts', `// as ${nowhere} says`), ['README.md'])).toHaveLength(1)
    expect(lostPapers(file('engine/a.ts', `const out = '${nowhere}'`), ['README.md'])).toEqual([])
    expect(lostPapers(file('docs/b.md', 'as [a](./README.md) says'), ['README.md', 'docs/b.md'])).toEqual([])
  })

  it.each(['Date.now()', 'new Date()', 'Math.random()'])('%s in the engine', use => {
    expect(clocks(file('engine/kernel/x.ts', `const x = ${use}`))).toHaveLength(1)
  })

  it('a name that git ignores at every depth', () => {
    expect(looseIgnores('# made by runs\nnode_modules/\n/dist/\ndata/\n')).toEqual([
      '.gitignore ignores data/ at every depth: write /data/',
    ])
  })

  it('code in the law', () => {
    expect(codeInLaw(['law/vn/a.yaml', 'law/vn/a.ts'])).toHaveLength(1)
  })
})
