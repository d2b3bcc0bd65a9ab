import { claim, flatten, type Language, type Names, noun, relation } from '../explain/index.ts'
import type { Node } from '../language/nodes/index.ts'
import { type Html, html } from './html.ts'

/**
 * A condition or a value as a reader follows it: `and` and `or` as lists under a heading word, a chain of cases as "nếu … thì …",
 * everything else as one clause.
 */
export function logic(node: Node, names: Names, lang: Language): Html {
  const t = (vi: string, en: string): string => (lang === 'vi' ? vi : en)
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = flatten(node, node.kind)
      const head =
        node.kind === 'and'
          ? t('đủ cả các điều sau', 'all of these')
          : t('ít nhất một trong các điều sau', 'at least one of these')
      return html`<span class="op">${head}</span><ul class="logic">${parts.map(p => html`<li>${logic(p, names, lang)}</li>`)}</ul>`
    }
    case 'not':
      if (node.value.kind !== 'and' && node.value.kind !== 'or') return html`${claim(node, names)[lang]}`
      return html`<span class="op">${t('không đúng là', 'it is not so that')}</span><ul class="logic"><li>${logic(node.value, names, lang)}</li></ul>`
    case 'choose': {
      const cases: Html[] = []
      let at: Node = node
      while (at.kind === 'choose') {
        cases.push(
          html`<li>${t('nếu', 'if')} ${logic(at.condition, names, lang)} <span class="op">→</span> ${logic(at.yes, names, lang)}</li>`,
        )
        at = at.no
      }
      cases.push(
        html`<li>${t('còn lại', 'otherwise')} <span class="op">→</span> ${logic(at, names, lang)}</li>`,
      )
      return html`<ul class="logic">${cases}</ul>`
    }
    case 'exists':
    case 'all':
    case 'count': {
      if (!node.each || (node.each.kind !== 'and' && node.each.kind !== 'or'))
        return html`${(node.type.t === 'bool' ? claim(node, names) : noun(node, names))[lang]}`
      const head =
        node.kind === 'exists'
          ? t('trong hộ có người', 'some member of the household')
          : node.kind === 'all'
            ? t('mọi người trong hộ', 'every member of the household')
            : t('số thành viên', 'members of the household')
      return html`${head} ${logic(node.each, names, lang)}`
    }
    case 'compare': {
      // a number of true conditions against a bound: the conditions are listed below the bound
      if (node.left.kind !== 'count_true') return html`${claim(node, names)[lang]}`
      const bound = relation(node.op, noun(node.right, names))[lang]
      return html`<span class="op">${t('số điều đúng trong các điều sau', 'so many of these are true')}: ${bound}</span><ul class="logic">${node.left.values.map(v => html`<li>${logic(v, names, lang)}</li>`)}</ul>`
    }
    case 'count_true':
      return html`<span class="op">${t('đếm số điều đúng trong', 'how many of these are true')}</span><ul class="logic">${node.values.map(v => html`<li>${logic(v, names, lang)}</li>`)}</ul>`
    default:
      return html`${(node.type.t === 'bool' ? claim(node, names) : noun(node, names))[lang]}`
  }
}
