// The roster concept's API, and the upload whose progress can be seen and stopped.
import type { PairRoutes } from '../../../server/roster/pair.routes.ts'
import type { PersonRoutes } from '../../../server/roster/person.routes.ts'
import type { RosterRoutes } from '../../../server/roster/roster.routes.ts'
import { ApiProblem, client, type ProblemDetails } from '../shell/api.ts'

export const rosterApi = client<RosterRoutes>()
export const personApi = client<PersonRoutes>()
export const pairApi = client<PairRoutes>()

export interface Uploaded {
  readonly id: string
  /** The same bytes were imported before; `id` is that roster. */
  readonly repeated: boolean
  readonly name: string
}

interface UploadOptions {
  readonly campaignId: string
  readonly file: File
  readonly addsTo: string | null
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** `fetch` does not tell how much was sent; XMLHttpRequest does. */
export function uploadRoster({ campaignId, file, addsTo, onProgress, signal }: UploadOptions): Promise<Uploaded> {
  const query = new URLSearchParams({ fileName: file.name, ...(addsTo ? { addsTo } : {}) })
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/campaigns/${campaignId}/rosters/upload?${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'text'
    request.upload.addEventListener('progress', event => onProgress(event.total > 0 ? event.loaded / event.total : 0))
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as Uploaded)
      else reject(problemOf(request))
    })
    request.addEventListener('error', () => reject(problemOf(request)))
    request.addEventListener('abort', () => reject(new DOMException('upload cancelled', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function problemOf(request: XMLHttpRequest): Error {
  try {
    return new ApiProblem(JSON.parse(request.responseText) as ProblemDetails)
  } catch {
    return new ApiProblem({
      type: '/problems/unreachable',
      status: request.status,
      title: '上传没有完成',
      detail: '文件没有传完，没有保存任何内容。请检查网络后重试。',
      messages: {
        zh: { title: '上传没有完成', detail: '文件没有传完，没有保存任何内容。请检查网络后重试。' },
        en: {
          title: 'The upload did not finish',
          detail: 'The file did not arrive whole and nothing was kept. Check the network and try again.',
        },
      },
    })
  }
}
