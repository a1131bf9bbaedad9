// Problems of judging signs of steered ratings.
import { Problem } from './problem.ts'

export const integrityProblem = {
  noteRequired: () =>
    new Problem('flag-note-required', {
      status: 422,
      title: ['请写明核查情况', 'Say what the check found'],
      detail: [
        '确认或排除疑点都要写明依据，至少 2 个字。没有做任何改动。',
        'Confirming or clearing a sign needs its ground, at least two characters. Nothing was changed.',
      ],
      errors: [{ pointer: '/note', detail: ['请填写核查情况', 'Say what the check found'] }],
    }),
  /** Somebody else judged it since the page was loaded. */
  judged: (state: string) =>
    new Problem('flag-judged', {
      status: 409,
      title: ['这条疑点已由他人处理', 'Somebody else has judged this sign'],
      detail: ['请刷新页面查看结论。没有做任何改动。', 'Reload the page to see the finding. Nothing was changed.'],
      extra: { state },
    }),
}
