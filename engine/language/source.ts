/** A file of the law as text; `path` is relative to the law folder, with `/`. */
export interface Source {
  readonly path: string
  readonly text: string
}
