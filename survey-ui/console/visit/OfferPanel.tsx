// The one-tap button of window staff.
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { visitWords as w } from '../../../server/words/visit.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { OfferResult } from './OfferResult.tsx'
import { type Offer, offerAtPoint, type Places, useRefresh } from './visit-api.ts'

export function OfferPanel({ places: { points, centers } }: { readonly places: Places }) {
  const { t } = useSpeech()
  const refresh = useRefresh()
  const own = points.filter(point => point.mine)
  const [chosen, setChosen] = useState((own[0] ?? points[0])?.id)
  const [caseNo, setCaseNo] = useState('')
  const [offer, setOffer] = useState<Offer | null>(null)
  const point = points.find(one => one.id === chosen)
  const nameOf = (one: Places['points'][number]): string => {
    const center = centers.length > 1 ? `${centers.find(other => other.id === one.centerId)?.name ?? ''} · ` : ''
    return `${center}${one.code} ${one.name}`
  }
  const ask = useMutation({
    mutationFn: () => offerAtPoint(chosen ?? '', caseNo.trim()),
    onSuccess: async made => {
      setOffer(made)
      setCaseNo('')
      await refresh()
    },
  })
  return (
    <section className="panel offer" aria-label={t(w.ask)}>
      {offer ? (
        <OfferResult
          key={offer.offeredAt}
          offer={offer}
          onDone={() => {
            setOffer(null)
            ask.reset()
          }}
        />
      ) : (
        <>
          <Button
            type="primary"
            className="offer-button"
            disabled={!point}
            loading={ask.isPending}
            onClick={() => ask.mutate()}
          >
            {t(w.ask)}
          </Button>
          <div className="offer-words">
            <div className="offer-place">
              {points.length > 1 ? (
                <Select
                  aria-label={t(w.askWhere)}
                  value={chosen}
                  onChange={setChosen}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={points.map(one => ({ value: one.id, label: nameOf(one) }))}
                  popupMatchSelectWidth={false}
                />
              ) : (
                point && (
                  <strong>
                    {point.code} {point.name}
                  </strong>
                )
              )}
              {point && <Tag color={point.tablet ? 'green' : 'gold'}>{t(point.tablet ? w.tablet : w.noTablet)}</Tag>}
              <Input
                value={caseNo}
                maxLength={64}
                allowClear
                placeholder={t(w.askCase)}
                aria-label={t(w.askCase)}
                onChange={event => setCaseNo(event.target.value)}
                onPressEnter={() => ask.mutate()}
              />
            </div>
            <span className="muted">{t(w.askHint)}</span>
            <ProblemAlert error={ask.error} />
          </div>
        </>
      )}
    </section>
  )
}
