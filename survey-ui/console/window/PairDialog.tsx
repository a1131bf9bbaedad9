// Pairing a tablet: the address to open on it, the six digits it then shows, and a name.
import { Button, Form, Input, Modal, Typography } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { windowWords } from '../../../server/words/window.ts'
import { qrSvg } from '../../../server/files/qr.ts'
import { send } from '../shell/api.ts'
import { useSpeech } from '../shell/language.tsx'
import { ProblemAlert } from '../shell/ProblemAlert.tsx'
import { deviceApi, type Point, useChange } from './window-api.ts'

export function PairDialog({ point, onClose }: { readonly point: Point; readonly onClose: () => void }) {
  const { t } = useSpeech()
  const address = `${point.link}/tablet`
  const sixDigits = (_: unknown, digits?: string) =>
    /^\d{6}$/.test(digits ?? '') ? Promise.resolve() : Promise.reject(new Error(t(windowWords.pairDigits)))
  const pair = useChange(
    (json: { code: string; name?: string }) =>
      send(deviceApi.windows[':id'].devices.$post({ param: { id: point.id }, json })),
    onClose,
    t(windowWords.paired),
  )
  return (
    <Modal open title={t(windowWords.pairTitle, point.code)} footer={null} onCancel={onClose} width={560}>
      <ProblemAlert error={pair.error} />
      <ol className="window-steps">
        <li>
          <p>{t(windowWords.pairStep1)}</p>
          <div className="window-tablet-address">
            <QrCode text={address} />
            <Typography.Text code copyable={{ tooltips: [t(consoleWords.copy), t(consoleWords.copied)] }}>
              {address}
            </Typography.Text>
          </div>
        </li>
        <li>
          <Form
            id="pair"
            layout="vertical"
            requiredMark={false}
            onFinish={(values: { code: string; name?: string }) => pair.mutate(values)}
          >
            <Form.Item name="code" label={t(windowWords.pairStep2)} rules={[{ validator: sixDigits }]}>
              <Input.OTP length={6} size="large" autoFocus formatter={text => text.replace(/\D/g, '')} />
            </Form.Item>
            <Form.Item name="name" label={t(windowWords.pairStep3)} rules={[{ max: 40 }]}>
              <Input />
            </Form.Item>
          </Form>
        </li>
      </ol>
      <Button type="primary" htmlType="submit" form="pair" loading={pair.isPending}>
        {t(windowWords.pair)}
      </Button>
    </Modal>
  )
}

function QrCode({ text }: { readonly text: string }) {
  const source = `data:image/svg+xml,${encodeURIComponent(qrSvg(text).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '))}`
  return <img className="window-qr" src={source} alt={text} />
}
