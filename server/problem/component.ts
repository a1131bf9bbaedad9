// Problems of components.
import { componentFaultWords } from '../words/component.ts'
import { type FieldError, Problem, type Words } from './problem.ts'

const conflict = (slug: string, title: Words, detail: Words, extra: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(`component-${slug}`, { status: 409, title, detail, extra })

export interface Fault {
  readonly code: keyof typeof componentFaultWords
  readonly line: number
  readonly column: string
  readonly value: string
}

export const componentProblem = {
  notNumber: (pointer: string) =>
    new Problem('component-not-number', {
      status: 422,
      title: ['分值填写有误', 'Not a valid number'],
      detail: [
        '得分应为 0 至 100，加分扣分应大于 0 且不超过 100，小数不超过 6 位。没有保存任何改动。',
        'Scores run from 0 to 100, points above 0 to 100, with at most 6 decimals. Nothing was changed.',
      ],
      errors: [{ pointer, detail: ['不是有效的分值', 'not a valid number'] }],
    }),
  locked: () =>
    conflict(
      'locked',
      ['分项已锁定', 'The components are locked'],
      ['需要修改时先解除锁定并说明理由。没有保存任何改动。', 'Unlock them with a reason first. Nothing was changed.'],
    ),
  notLocked: () =>
    conflict('not-locked', ['分项没有锁定', 'Not locked'], ['没有可以解除的锁定。', 'There is no lock.']),
  incomplete: (units: readonly string[]) =>
    conflict(
      'incomplete',
      ['还有单位缺少分项', 'Some units lack components'],
      [
        `${units.length} 个单位缺少目标考核或领导评价：${units.slice(0, 10).join('、')}。补齐后再锁定。`,
        `${units.length} units lack target or leader scores: ${units.slice(0, 10).join(', ')}. Complete them, then lock.`,
      ],
      { units },
    ),
  closed: () =>
    conflict(
      'closed',
      ['现在不能更改分项', 'Components cannot change now'],
      [
        '分项在“调查”和“计分”阶段录入。没有保存任何改动。',
        'Components are entered in the fieldwork and scoring stages. Nothing was changed.',
      ],
    ),
  importFaults: (faults: readonly Fault[]) =>
    new Problem('component-import-faults', {
      status: 422,
      title: ['表格有问题，没有导入', 'The table has faults; nothing was imported'],
      detail: [
        `共 ${faults.length} 处，逐条如下。改正后再导入。`,
        `${faults.length} faults, listed below. Correct them and import again.`,
      ],
      errors: faults.slice(0, 200).map(
        (fault): FieldError => ({
          pointer: `第 ${fault.line} 行${fault.column ? ` ${fault.column}` : ''}`,
          detail: [filled(fault, 0), filled(fault, 1)],
        }),
      ),
      extra: { count: faults.length },
    }),
}

const filled = (fault: Fault, language: 0 | 1): string =>
  componentFaultWords[fault.code][language].replace('{0}', fault.value)
