// Problems that any concept may meet.
import { type FieldError, Problem, type Words } from './problem.ts'

export const generalProblem = {
  /** The thing named in the address does not exist, or not for this reader. */
  notFound: (what: Words = ['内容', 'item']) =>
    new Problem('not-found', {
      status: 404,
      title: [`找不到${what[0]}`, `No such ${what[1]}`],
      detail: [
        `${what[0]}不存在，或已被删除。请返回列表重新选择。`,
        `This ${what[1]} does not exist or was removed. Go back to the list and choose again.`,
      ],
    }),
  /** The input does not have the form asked for; every field that is wrong is listed. */
  invalidInput: (errors: readonly FieldError[], detail?: Words) =>
    new Problem('invalid-input', {
      status: 422,
      title: ['填写的内容有误', 'The input is not valid'],
      detail: detail ?? [
        '没有保存任何改动。请按下列提示修改后再提交。',
        'Nothing was changed. Correct the fields listed and send again.',
      ],
      errors,
    }),
  /** The body is no JSON at all. */
  malformed: () =>
    new Problem('malformed-body', {
      status: 400,
      title: ['请求内容无法读取', 'The request cannot be read'],
      detail: ['内容不是有效的 JSON。没有保存任何改动。', 'The body is not valid JSON. Nothing was changed.'],
    }),
  tooLarge: (limitBytes: number) =>
    new Problem('too-large', {
      status: 413,
      title: ['内容太大', 'Too large'],
      detail: [
        `上限为 ${Math.round(limitBytes / 1024)} KB。没有保存任何内容。`,
        `The limit is ${Math.round(limitBytes / 1024)} KB. Nothing was stored.`,
      ],
    }),
  unsupportedMediaType: () =>
    new Problem('unsupported-media-type', {
      status: 415,
      title: ['不支持的内容类型', 'Unsupported media type'],
      detail: ['请使用 application/json。', 'Send application/json.'],
    }),
  signInRequired: () =>
    new Problem('sign-in-required', {
      status: 401,
      title: ['请先登录', 'Sign in first'],
      detail: [
        '登录已过期或尚未登录。已填写的内容仍在页面上，登录后可继续。',
        'You are not signed in or the session ended. What you typed is still on the page.',
      ],
    }),
  forbidden: (permission: string) =>
    new Problem('forbidden', {
      status: 403,
      title: ['没有权限', 'Not permitted'],
      detail: [
        `您的角色没有“${permission}”权限。需要时请联系系统管理员。`,
        `Your role lacks the permission “${permission}”. Ask the administrator if you need it.`,
      ],
      extra: { permission },
    }),
  crossSite: () =>
    new Problem('cross-site', {
      status: 403,
      title: ['拒绝了来自其他网站的请求', 'A request from another site was refused'],
      detail: ['请从本系统页面操作。没有保存任何改动。', 'Use the pages of this system. Nothing was changed.'],
    }),
  passwordChangeRequired: () =>
    new Problem('password-change-required', {
      status: 403,
      title: ['请先修改一次性密码', 'Change the one-time password first'],
      detail: [
        '您正在使用一次性密码，修改后才能继续。',
        'You signed in with a one-time password. Set your own to go on.',
      ],
    }),
  conflict: (detail: Words) =>
    new Problem('conflict', { status: 409, title: ['与现有数据冲突', 'Conflict with what is there'], detail }),
  tooMany: (retryAfterSeconds: number) =>
    new Problem('too-many-requests', {
      status: 429,
      title: ['请求太频繁', 'Too many requests'],
      detail: [`请在 ${retryAfterSeconds} 秒后再试。`, `Try again in ${retryAfterSeconds} seconds.`],
      extra: { retryAfter: retryAfterSeconds },
    }),
  unexpected: () =>
    new Problem('unexpected', {
      status: 500,
      title: ['系统出错', 'Something failed on our side'],
      detail: [
        '没有保存这次改动。请稍后再试；如仍出错，请把编号告诉系统管理员。',
        'This change was not stored. Try again; if it fails again, give the number to the administrator.',
      ],
    }),
}
