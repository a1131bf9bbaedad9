// What 请评价 did: the tablet shows the page, or here is the QR code; and half a minute to take it back.
import { useMutation } from '@tanstack/react-query'
import { App, Button, QRCode } from 'antd'
import { useEffect, useState } from 'react'
import { visitWords as w } from '../../../server/words/visit.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { api, type Offer, useRefresh } from './visit-api.ts'

export function OfferResult({ offer, onDone }: { readonly offer: Offer; readonly onDone: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const refresh = useRefresh()
  // A new offer comes in a new panel, so that this is set once.
  const left = useSecondsLeft(Math.round((Date.parse(offer.undoUntil) - Date.parse(offer.offeredAt)) / 1000))
  const undo = useMutation({
    mutationFn: () => send(api.visits[':id'].offer.undo.$post({ param: { id: offer.id } })),
    onSuccess: async ({ deleted }) => {
      void message.success(t(deleted ? w.undoneDeleted : w.undone))
      onDone()
      await refresh()
    },
  })
  return (
    <div className="offer-result" role="status">
      {offer.tablet ? (
        <span className="offer-mark" aria-hidden="true">
          ✓
        </span>
      ) : (
        <span className="visit-qr" aria-hidden="true">
          <QRCode value={offer.rateUrl} type="svg" size={176} bordered={false} errorLevel="M" />
        </span>
      )}
      <div className="offer-words">
        <strong className={offer.tablet ? 'tone-good' : undefined}>
          {t(offer.tablet ? w.asked : w.askedNoTablet)}
        </strong>
        <span className="muted">{t(w.askedCase, offer.caseNo)}</span>
        {!offer.tablet && <span className="muted">{t(w.askedNoTabletHint)}</span>}
        {offer.repeated && <span className="tone-warn">{t(w.askedTwice)}</span>}
        <ProblemAlert error={undo.error} />
        <div className="offer-buttons">
          <Button type="primary" onClick={onDone}>
            {t(w.askNext)}
          </Button>
          {left > 0 && (
            <Button loading={undo.isPending} onClick={() => undo.mutate()}>
              {t(w.undo, left)}
            </Button>
          )}
        </div>
      </div>
    </div>
  )
}

/** Counted on this page's own clock from the answer on: the clocks of window computers are often wrong. */
function useSecondsLeft(whole: number): number {
  const [left, setLeft] = useState(whole)
  useEffect(() => {
    const end = performance.now() + whole * 1000
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000))), 500)
    return () => clearInterval(timer)
  }, [whole])
  return left
}
