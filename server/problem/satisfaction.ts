// Problems of indicators and of the live page.
import { Problem } from './problem.ts'

export const satisfactionProblem = {
  /** A period that ends before it begins, or is longer than the limit. */
  period: (days: number) =>
    new Problem('satisfaction-period', {
      status: 422,
      title: ['起止日期不对', 'The period is not valid'],
      detail: [
        `开始日期不能晚于结束日期，一次最多查 ${days} 天。请改日期后再查。`,
        `The first day must not be after the last, and a period has at most ${days} days. Change the dates and ask again.`,
      ],
      errors: [
        { pointer: '/from', detail: ['开始日期', 'first day'] },
        { pointer: '/to', detail: ['结束日期', 'last day'] },
      ],
    }),
  /** The reader has no hall: staff without a place, or no hall made yet. */
  noCenter: () =>
    new Problem('satisfaction-no-center', {
      status: 409,
      title: ['没有可以看的服务中心', 'No service centre to look at'],
      detail: [
        '还没有建立服务中心，或您的账号还没有对应到窗口人员。请在“窗口”页面建立，或联系中心管理员。',
        'No service centre exists yet, or your account is not tied to a place in one. Create it on the page “Windows”, or ask the manager of your centre.',
      ],
    }),
  /** One person has as many live pages open as one person may. */
  tooManyStreams: (limit: number) =>
    new Problem('monitor-too-many-streams', {
      status: 429,
      title: ['实时页面开得太多', 'Too many live pages are open'],
      detail: [
        `同一账号最多同时打开 ${limit} 个实时页面。请关掉不用的页面，再刷新这一页。`,
        `One account may have ${limit} live pages open. Close those you do not need and load this one again.`,
      ],
      extra: { limit, retryAfter: 15 },
    }),
}
