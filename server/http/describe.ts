// The API describes itself: OpenAPI 3.1 from the same declarations that validate, and here the routes that carry files or pages.
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Words } from '../problem/problem.ts'
import { type AppEnv, PROBLEM_RESPONSE } from './route.ts'

interface FileRoute {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly summary: Words
  /** Media type of the answer. */
  readonly answers: string
  /** Media type of the body, where there is one. */
  readonly takes?: string
}

const CSV = 'text/csv'
const JSON_TYPE = 'application/json'
const BYTES = 'application/octet-stream'
const get = (path: string, summary: Words, answers: string): FileRoute => ({ method: 'get', path, summary, answers })
const post = (path: string, summary: Words, takes: string, answers: string): FileRoute => ({
  method: 'post',
  path,
  summary,
  takes,
  answers,
})

/** A test compares this list with the routes that are mounted. */
const FILE_ROUTES: readonly FileRoute[] = [
  post('/campaigns/{campaignId}/rosters/upload', ['上传名册', 'Upload a roster file'], BYTES, JSON_TYPE),
  get('/rosters/{id}/rejects', ['下载退回行', 'Download rejected lines'], CSV),
  get('/rosters/{id}/problems/report', ['下载问题清单', 'Download the problem report'], CSV),
  get('/rosters/{id}/contacts', ['导出名册人员', 'Export the people of a roster'], CSV),
  get('/frames/{id}/frame.csv', ['下载抽样框', 'Download the frame file'], CSV),
  get('/designs/{id}/design.json', ['下载抽样设计', 'Download the design file'], JSON_TYPE),
  get('/draws/{id}/frame.csv', ['下载抽样框', 'Download the frame of a draw'], CSV),
  get('/draws/{id}/design.json', ['下载抽样设计', 'Download the design of a draw'], JSON_TYPE),
  get('/draws/{id}/manifest.json', ['下载抽样清单', 'Download the manifest'], JSON_TYPE),
  get('/draws/{id}/sample.csv', ['下载样本', 'Download the sample file'], CSV),
  get('/questionnaires/{id}/file', ['下载问卷', 'Download a questionnaire'], JSON_TYPE),
  get('/questionnaires/{id}/preview', ['手机页预览', 'Preview of the phone page'], 'text/html'),
  get('/submissions/{id}/files/{format}', ['下载上报名单', 'Download a submitted list'], BYTES),
  post('/invitation-batches/{id}/sms', ['短信文件', 'File for an SMS platform'], JSON_TYPE, CSV),
  post('/invitation-batches/{id}/letters', ['可打印信函', 'Printable letters'], JSON_TYPE, 'text/html'),
  get('/campaigns/{campaignId}/call-requests', ['回电名单', 'People who asked for a call'], CSV),
  get('/windows/cards', ['可打印的窗口评价卡', 'Printable cards of windows'], 'text/html'),
  get('/window-imports/{kind}/template', ['导入模板', 'Template for an import'], BYTES),
  post('/window-imports/matters', ['导入事项', 'Import matters'], 'multipart/form-data', JSON_TYPE),
  post('/window-imports/windows', ['导入窗口和人员', 'Import windows and staff'], 'multipart/form-data', JSON_TYPE),
  get('/rectification-export', ['导出整改清单', 'Export the list of cases'], CSV),
  get('/rectification-files/{id}', ['下载附件', 'Download a file of a case'], BYTES),
  post('/rectifications/{id}/files', ['上传附件', 'Add a file to a case'], BYTES, JSON_TYPE),
  post('/campaigns/{campaignId}/score-files/preview', ['预览答卷文件', 'Preview a response file'], BYTES, JSON_TYPE),
  post('/campaigns/{campaignId}/score-files', ['导入答卷文件', 'Import a response file'], BYTES, JSON_TYPE),
  get('/visit-imports/{id}/rejects', ['下载退回的办件', 'Download refused visits'], CSV),
  post('/visit-files/preview', ['预览办件文件', 'Preview a file of visits'], BYTES, JSON_TYPE),
  post('/visit-files/rejects', ['下载文件的退回行', 'Download the refused lines of a file'], BYTES, CSV),
  post('/visit-files', ['导入办件文件', 'Import a file of visits'], BYTES, JSON_TYPE),
  get('/rating-imports/{id}/rejects', ['下载评价退回行', 'Download refused lines of ratings'], CSV),
  post('/rating-files/preview', ['预览评价文件', 'Preview a rating file'], BYTES, JSON_TYPE),
  post('/rating-files', ['导入评价文件', 'Import a rating file'], BYTES, JSON_TYPE),
  get('/scores/{id}/export', ['导出得分', 'Export scores'], BYTES),
  get('/campaigns/{campaignId}/components/template', ['分项模板', 'Template for components'], BYTES),
  post('/campaigns/{campaignId}/components/import', ['导入分项', 'Import components'], BYTES, JSON_TYPE),
  get('/campaigns/{campaignId}/composite/export', ['导出综合得分', 'Export the composite'], BYTES),
  get('/satisfaction/export', ['导出满意度指标', 'Export indicators'], BYTES),
  get('/monitor/stream', ['实时监测数据流', 'Stream of the live monitor'], 'text/event-stream'),
]

export function describeApi(app: OpenAPIHono<AppEnv>): void {
  for (const route of FILE_ROUTES) describeFile(app, route)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Minping 民评',
      version: '0.1.0',
      description:
        'Public-review surveys: rosters, replayable samples, questionnaires, scores. Errors are RFC 9457 problem details in Chinese and English. Sign in at /api/account/sign-in; sessions are cookies.',
    },
  })
}

function describeFile(app: OpenAPIHono<AppEnv>, { method, path, summary, answers, takes }: FileRoute): void {
  const file = { schema: { type: 'string' as const, contentMediaType: answers } }
  app.openAPIRegistry.registerPath({
    method,
    path: `/api${path}`,
    tags: [path.split('/')[path.startsWith('/campaigns') ? 3 : 1] ?? 'files'],
    summary: `${summary[0]} · ${summary[1]}`,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(match => ({
      name: match[1] ?? '',
      in: 'path' as const,
      required: true,
      schema: { type: 'string' as const },
    })),
    ...(takes ? { request: { body: { content: { [takes]: { schema: { type: 'string' as const } } } } } } : {}),
    responses: { 200: { description: 'OK', content: { [answers]: file } }, default: PROBLEM_RESPONSE },
  })
}
