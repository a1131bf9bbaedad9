// Problems of questionnaires.
import { type FieldError, Problem } from './problem.ts'

export const questionnaireProblem = {
  /** The JSON is not a questionnaire this house can field; each place is named. */
  invalid: (errors: readonly FieldError[]) =>
    new Problem('questionnaire-invalid', {
      status: 422,
      title: ['问卷不能使用', 'This questionnaire cannot be used'],
      detail: [
        `发现 ${errors.length} 处问题，没有保存任何改动。请按下列位置修改后再试。`,
        `${errors.length} problem(s) found and nothing was saved. Correct the places listed and try again.`,
      ],
      errors,
    }),
  /** A version that is or was in the field is never edited. */
  fielded: () =>
    new Problem('questionnaire-fielded', {
      status: 409,
      title: ['已启用的问卷不能修改', 'A fielded version is never edited'],
      detail: [
        '已有受访者可能按这一版作答。请另存为新版本，改好后再启用。',
        'Respondents may have answered this version. Save a new version and field that one.',
      ],
    }),
  /** No version has been fielded yet. */
  noneFielded: () =>
    new Problem('questionnaire-none-fielded', {
      status: 409,
      title: ['还没有启用的问卷', 'No questionnaire is fielded yet'],
      detail: ['请先在“问卷”页启用一个版本。', 'Field a version on the questionnaire page first.'],
    }),
  campaignClosed: () =>
    new Problem('questionnaire-campaign-closed', {
      status: 409,
      title: ['调查已结束，不能再更换问卷', 'Fieldwork is over; the questionnaire can no longer change'],
      detail: [
        '只有在准备、抽样、调查阶段可以启用问卷。',
        'A version can be fielded while preparing, sampling or in the field.',
      ],
    }),
}
