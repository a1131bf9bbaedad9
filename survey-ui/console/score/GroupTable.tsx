// The groups of one unit: what each says, and how much it counts.
import { categoryWords } from '../../../server/words/campaign.ts'
import { scoreWords } from '../../../server/words/score.ts'
import { useSpeech } from '../shell/language.tsx'
import { fixed, type UnitShown } from './score-api.ts'

export function GroupTable({ unit }: { readonly unit: UnitShown }) {
  const { t } = useSpeech()
  const name = (code: string) =>
    code === 'merged'
      ? t(scoreWords.mergedGroup)
      : t(categoryWords[code as keyof typeof categoryWords] ?? ([code, code] as const))
  return (
    <table className="group-table">
      <thead>
        <tr>
          <th>{t(scoreWords.groupsOf)}</th>
          <th className="number">{t(scoreWords.mean)}</th>
          <th className="number">{t(scoreWords.se)}</th>
          <th className="number">n</th>
          <th className="number">{t(unit.channels ? scoreWords.surveyShare : scoreWords.share)}</th>
          <th>{t(scoreWords.note)}</th>
        </tr>
      </thead>
      <tbody>
        {unit.groups.map(group => (
          <tr key={group.code}>
            <td>{name(group.code)}</td>
            <td className="number">{group.hidden ? '—' : fixed(group.mean)}</td>
            <td className="number">{group.hidden ? '—' : fixed(group.se)}</td>
            <td className="number">{group.hidden ? '—' : group.n}</td>
            <td className="number">
              {group.weight > 0 ? `${(group.weight * 100).toFixed(1)}%` : t(scoreWords.notCounted)}
            </td>
            <td className="muted small">
              {group.hidden ? t(scoreWords.hidden) : ''} {group.merged ? t(scoreWords.mergedNote) : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
