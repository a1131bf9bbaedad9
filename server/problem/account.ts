// Problems of signing in and of office users.
import { Problem } from './problem.ts'

export const accountProblem = {
  /** Says the same for an unknown name and a wrong password. */
  signInFailed: () =>
    new Problem('sign-in-failed', {
      status: 401,
      title: ['用户名或密码不正确', 'Wrong user name or password'],
      detail: [
        '请检查大小写后再试；连续失败会暂时限制登录。',
        'Check capitals and try again; repeated failures slow sign-in down.',
      ],
    }),
  locked: () =>
    new Problem('sign-in-locked', {
      status: 429,
      title: ['登录已暂时锁定', 'Sign-in is locked for now'],
      detail: [
        '连续失败 5 次，请在 30 分钟后再试，或请系统管理员重设密码。',
        'Five failures in a row. Try again in 30 minutes, or ask the administrator for a new password.',
      ],
    }),
  usernameTaken: () =>
    new Problem('username-taken', {
      status: 409,
      title: ['用户名已被使用', 'This user name is taken'],
      detail: ['请换一个用户名。', 'Choose another user name.'],
    }),
  passwordRefused: (reason: 'weak' | 'wrong' | 'same') =>
    new Problem('password-refused', {
      status: 422,
      title: ['新密码未被接受', 'The new password was not accepted'],
      detail:
        reason === 'weak'
          ? [
              '至少 10 位，并包含大写、小写、数字、符号中的三类。',
              'Use at least 10 characters from three of: capitals, small letters, digits, signs.',
            ]
          : reason === 'same'
            ? ['新密码不能与原密码相同。', 'The new password must differ from the old one.']
            : ['原密码不正确。', 'The old password is wrong.'],
      extra: { reason },
    }),
  ownAccount: () =>
    new Problem('own-account', {
      status: 409,
      title: ['不能停用自己或降低自己的权限', 'Not on your own account'],
      detail: ['请由另一位系统管理员操作。', 'Ask another administrator to do this.'],
    }),
}
