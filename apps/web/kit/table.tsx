import { type ReactNode, useId } from 'react'
import './table.css'
import { useKitWords } from './words.ts'

export interface Column<T> {
  readonly name: string
  readonly title: string
  /** Numbers, money and days stand right and in even figures. */
  readonly isNumber?: boolean
  readonly cell: (row: T) => ReactNode
  /** Can be sorted by; the table tells the page, which asks the server. */
  readonly sortable?: boolean
  /** Left out on a narrow screen. */
  readonly isMinor?: boolean
  readonly width?: number | string
}

interface TableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly sort?: { readonly by: string; readonly order: 'asc' | 'desc' } | undefined
  readonly onSort?: (by: string, order: 'asc' | 'desc') => void
  /** A row of sums below. */
  readonly foot?: ReactNode
  readonly rowClass?: (row: T) => string | undefined
}

/** The main furniture. Scrolls sideways inside itself on a narrow screen; its head stays in sight. */
export function Table<T>({ label, columns, rows, rowKey, sort, onSort, foot, rowClass }: TableProps<T>) {
  const t = useKitWords()
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1).
    <section className="table-frame" aria-labelledby={id} tabIndex={0}>
      <table className="table">
        <caption className="sr-only" id={id}>
          {label}
        </caption>
        <thead>
          <tr>
            {columns.map(c => (
              <th
                key={c.name}
                scope="col"
                className={classes(c)}
                style={{ width: c.width }}
                aria-sort={
                  sort?.by !== c.name ? undefined : sort.order === 'asc' ? 'ascending' : 'descending'
                }
              >
                {c.sortable && onSort ? (
                  <button
                    type="button"
                    className="table-sort"
                    title={t('sort', { column: c.title })}
                    onClick={() =>
                      onSort(c.name, sort?.by === c.name && sort.order === 'asc' ? 'desc' : 'asc')
                    }
                  >
                    {c.title}
                    <span aria-hidden className="table-arrow">
                      {sort?.by !== c.name ? '' : sort.order === 'asc' ? '↑' : '↓'}
                    </span>
                  </button>
                ) : (
                  c.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map(c => (
                <td key={c.name} className={classes(c)}>
                  {c.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot !== undefined && <tfoot>{foot}</tfoot>}
      </table>
    </section>
  )
}

const classes = <T,>(c: Column<T>): string | undefined =>
  [c.isNumber === true ? 'num right' : '', c.isMinor === true ? 'minor' : ''].filter(Boolean).join(' ') ||
  undefined
