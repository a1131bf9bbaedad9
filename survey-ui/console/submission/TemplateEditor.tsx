// Chooses the columns of a list, their order and what stands above them.
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { submissionColumnWords, submissionWords as w } from '../../../server/words/submission.ts'
import { useSpeech } from '../shell/language.tsx'
import { type EditedColumn, moved, renamed, toggled } from './template.ts'

interface EditorProps {
  readonly columns: readonly EditedColumn[]
  readonly onChange: (columns: EditedColumn[]) => void
}

export function TemplateEditor({ columns, onChange }: EditorProps) {
  const { t } = useSpeech()
  const last = columns.filter(column => column.chosen).length - 1
  return (
    <table className="submission-template">
      <thead>
        <tr>
          <th>{t(w.column)}</th>
          <th>{t(w.header)}</th>
          <th>{t(w.order)}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ key, header, chosen }, index) => {
          const name = t(submissionColumnWords[key])
          return (
            <tr key={key} className={chosen ? 'chosen' : ''}>
              <td>
                <Checkbox checked={chosen} onChange={() => onChange(toggled(columns, key))}>
                  {name}
                </Checkbox>
              </td>
              <td>
                {chosen && (
                  <Input
                    size="small"
                    maxLength={60}
                    value={header}
                    status={header.trim() === '' ? 'error' : ''}
                    aria-label={`${t(w.header)} ${name}`}
                    onChange={event => onChange(renamed(columns, key, event.target.value))}
                  />
                )}
              </td>
              <td>
                {chosen && (
                  <>
                    <Button
                      type="text"
                      size="small"
                      icon={<ArrowUpOutlined />}
                      aria-label={`${t(w.moveUp)} ${name}`}
                      disabled={index === 0}
                      onClick={() => onChange(moved(columns, index, -1))}
                    />
                    <Button
                      type="text"
                      size="small"
                      icon={<ArrowDownOutlined />}
                      aria-label={`${t(w.moveDown)} ${name}`}
                      disabled={index === last}
                      onClick={() => onChange(moved(columns, index, 1))}
                    />
                  </>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
