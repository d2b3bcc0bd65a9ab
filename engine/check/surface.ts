import { Environment, ParseError } from '@marcbachmann/cel-js'
import { LawFault } from '../language/finding.ts'

/** A node of the CEL parser. Only its shape is used; meaning and types are ours. */
export interface Surface {
  readonly op: string
  readonly args: unknown
  readonly start: number
  readonly end: number
}

const environment = new Environment({ limits: { maxAstNodes: 2000, maxDepth: 60 } })

const SAYS: Record<string, string> = {
  unexpected_token: 'something is missing or too much here',
  unexpected_character: 'this character cannot stand in an expression',
  limit_exceeded: 'the expression is too large',
}

/** Parses an expression written in CEL's spelling. Throws a LawFault at the character where it breaks. */
export function parseSurface(text: string): Surface {
  try {
    return environment.parse(text).ast as unknown as Surface
  } catch (e) {
    if (!(e instanceof ParseError)) throw e
    const fault = e as ParseError & { code?: string; range?: { start: number }; summary?: string }
    throw new LawFault(
      'syntax',
      `${SAYS[fault.code ?? ''] ?? 'the expression cannot be read'} (${fault.summary ?? fault.message.split('\n')[0]})`,
      'write it as docs/language.md, part 3, shows',
      fault.range?.start ?? 0,
    )
  }
}
