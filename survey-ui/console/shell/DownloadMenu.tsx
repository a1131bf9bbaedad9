// One button, several files: the formats a page can be taken away in.
import { DownOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { consoleWords } from '../../../server/words/console.ts'
import { ApiProblem, download } from './api.ts'
import { useSpeech } from './language.tsx'

interface DownloadMenuProps {
  readonly label: string
  /** Name of the file where the server gives none. */
  readonly fallbackName: string
  /** Address and words of each file; without an address it is a remark. */
  readonly files: readonly { readonly path: string | null; readonly label: string }[]
}

export function DownloadMenu({ label, fallbackName, files }: DownloadMenuProps) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const get = async (path: string) => {
    try {
      await download(path, fallbackName)
    } catch (error) {
      const said = error instanceof ApiProblem ? (error.problem.messages?.[language] ?? error.problem) : null
      void message.error(said ? `${said.title}：${said.detail}` : t(consoleWords.loadFailed))
    }
  }
  const items = files.map(file => ({ key: file.path ?? file.label, label: file.label, disabled: file.path === null }))
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void get(key) }} trigger={['click']}>
      <Button>
        {label} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
