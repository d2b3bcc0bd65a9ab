import { randomInt } from 'node:crypto'
import { unfitPassword } from './problems.ts'
import { PASSWORD_LEAST, PASSWORD_MOST } from './sign-in.ts'

/** Without letters and digits that look alike on paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of five, about 99 bits: to be read aloud, typed once and thrown away. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** Throws `account.unfit_password` for what somebody who knows the name would try first. Length is what makes a password safe. */
export function checkPassword(password: string, username: string): void {
  if (password.length < PASSWORD_LEAST || password.length > PASSWORD_MOST)
    throw unfitPassword({
      vi: `Cần từ ${PASSWORD_LEAST} đến ${PASSWORD_MOST} ký tự.`,
      en: `${PASSWORD_LEAST} to ${PASSWORD_MOST} characters are needed.`,
    })
  const plain = password.toLowerCase()
  if (username !== '' && plain.includes(username.toLowerCase()))
    throw unfitPassword({
      vi: 'Mật khẩu không được chứa tên đăng nhập.',
      en: 'The password must not contain the name.',
    })
  if (new Set(plain).size < 5)
    throw unfitPassword({
      vi: 'Cần ít nhất 5 ký tự khác nhau.',
      en: 'At least 5 different characters are needed.',
    })
}
