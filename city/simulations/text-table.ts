/** A table for the terminal: the first column to the left, the others to the right, two spaces between. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [header, ...rows].map(row => row.map(cell => cell.normalize('NFC')))
  const widths = header.map((_, c) => Math.max(...lines.map(row => row[c]?.length ?? 0)))
  return lines.map(row =>
    row
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** A text over lines of at most `width`; lines after the first stand behind `indent`. */
export function wrapped(text: string, indent = '', width = 100): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = `${indent}${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** One item of a list, indented, over as many lines as it needs. */
export const item = (text: string): string[] =>
  wrapped(`–\u00a0${text}`, '  ').map(line => `  ${line.replace('\u00a0', ' ')}`)
