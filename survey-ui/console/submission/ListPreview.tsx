// The first rows as the files will show them, names and numbers masked; asked for when the reader has stopped typing.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { submissionWords as w } from '../../../server/words/submission.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Submission } from './api.ts'

const STILL_MILLISECONDS = 400

interface PreviewProps {
  readonly campaignId: string
  readonly list: Pick<Submission, 'source' | 'sourceId' | 'part' | 'template'>
}

export function ListPreview({ campaignId, list }: PreviewProps) {
  const { t } = useSpeech()
  const asked = useStill(JSON.stringify(list))
  const preview = useQuery({
    queryKey: ['submission-preview', campaignId, asked],
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () =>
      send(
        api.campaigns[':campaignId']['submission-preview'].$post({
          param: { campaignId },
          json: JSON.parse(asked) as PreviewProps['list'],
        }),
      ),
  })
  return (
    <section className="panel">
      <h2>{t(w.preview, preview.data?.rows.length ?? 0)}</h2>
      <ProblemAlert error={preview.error} />
      {preview.data && (
        <div className="submission-preview">
          <table>
            <thead>
              <tr>
                {preview.data.headers.map(header => (
                  <th key={header}>{header}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.data.rows.map(row => (
                <tr key={row.join('\t')}>
                  {row.map((cell, index) => (
                    <td key={preview.data.headers[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** The value once it has not changed for a moment. */
function useStill(value: string): string {
  const [still, setStill] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), STILL_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [value])
  return still
}
