import { problem } from '../../platform/http/problem/index.ts'

// At the door. One answer for a wrong name, a wrong password and an account that was shut out: nobody learns which names exist.

export const signInRefused = problem('sign_in.refused', {
  status: 401,
  title: { vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'The name or the password is not right.' },
})
export const signInDelayed = problem('sign_in.delayed', {
  status: 429,
  title: {
    vi: 'Tên đăng nhập này tạm khóa vì nhập sai nhiều lần.',
    en: 'This name is closed for a while after several wrong tries.',
  },
  detail: (seconds: number) => ({
    vi: `Hãy thử lại sau ${seconds} giây.`,
    en: `Try again in ${seconds} seconds.`,
  }),
})
export const oneTimePasswordOver = problem('sign_in.one_time_password_over', {
  status: 403,
  title: {
    vi: 'Mật khẩu dùng một lần đã hết hạn. Hãy xin quản trị viên cấp lại.',
    en: 'The one-time password has expired. Ask an administrator for another.',
  },
})
export const codeRefused = problem('sign_in.code_refused', {
  status: 401,
  title: {
    vi: 'Mã xác thực không đúng hoặc đã dùng. Hãy nhập mã mới.',
    en: 'The code is wrong or was used before. Enter a new one.',
  },
})
export const challengeOver = problem('sign_in.challenge_over', {
  status: 401,
  title: {
    vi: 'Bước xác thực thứ hai đã hết hạn. Hãy đăng nhập lại từ đầu.',
    en: 'The second step is over. Sign in again from the beginning.',
  },
})

// One's own account.

export const wrongPassword = problem('account.wrong_password', {
  status: 422,
  title: { vi: 'Mật khẩu hiện tại không đúng.', en: 'The present password is not right.' },
})
export const unfitPassword = problem('account.unfit_password', {
  status: 422,
  title: { vi: 'Mật khẩu mới chưa đủ an toàn.', en: 'The new password is not safe enough.' },
  detail: (reason: { vi: string; en: string }) => reason,
})
export const secondFactorExists = problem('account.second_factor_exists', {
  status: 409,
  title: { vi: 'Tài khoản đã bật xác thực hai bước.', en: 'The second factor is set up already.' },
})
export const secondFactorMissing = problem('account.second_factor_missing', {
  status: 409,
  title: { vi: 'Tài khoản chưa bật xác thực hai bước.', en: 'The second factor is not set up.' },
})

// People and their roles.

export const nameTaken = problem('user.name_taken', {
  status: 409,
  title: { vi: 'Tên đăng nhập đã có người dùng.', en: 'The name is taken.' },
})
export const notYoursToManage = problem('user.not_yours', {
  status: 403,
  title: {
    vi: 'Tài khoản này giữ vai trò ngoài phạm vi quản lý của bạn.',
    en: 'This account holds roles beyond what you manage.',
  },
})
export const ownAccount = problem('user.own_account', {
  status: 403,
  title: {
    vi: 'Không ai tự cấp quyền, thu quyền hay đặt lại tài khoản của chính mình. Hãy nhờ người quản trị khác.',
    en: 'Nobody gives or takes his own roles, or resets his own account. Ask another administrator.',
  },
})
export const grantExists = problem('grant.exists', {
  status: 409,
  title: { vi: 'Người này đang giữ đúng vai trò đó.', en: 'The person holds exactly this role already.' },
  constraints: ['user_grant_in_force'],
})
export const unknownRole = problem('grant.unknown_role', {
  status: 422,
  title: { vi: 'Không có vai trò này.', en: 'There is no such role.' },
  constraints: ['user_grant_role_fkey'],
})
export const unknownSector = problem('grant.unknown_sector', {
  status: 422,
  title: { vi: 'Không có lĩnh vực này.', en: 'There is no such sector.' },
  constraints: ['user_grant_named_sector_fkey'],
})
export const unfitName = problem('user.unfit_name', {
  status: 422,
  title: {
    vi: 'Tên đăng nhập gồm 3 đến 30 chữ thường không dấu, chữ số, dấu chấm hoặc gạch dưới, bắt đầu bằng chữ.',
    en: 'A name has 3 to 30 small letters, digits, dots or underscores and begins with a letter.',
  },
})
