// A table as a download, in the format an office asks for.
import type { Cell } from './cells.ts'
import { attachment, csvType, writeCsv } from './csv.ts'
import { writeXlsx, XLSX_TYPE } from './xlsx.ts'

export const EXPORT_FORMATS = ['csv', 'csv-gb18030', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** @param name of the file, without its ending, and of the sheet */
export function tableResponse(rows: readonly (readonly Cell[])[], name: string, format: ExportFormat): Response {
  if (format === 'xlsx')
    return new Response(writeXlsx(rows, { sheet: name }), {
      headers: { 'Content-Type': XLSX_TYPE, 'Content-Disposition': attachment(`${name}.xlsx`) },
    })
  const encoding = format === 'csv' ? 'utf-8-bom' : 'gb18030'
  return new Response(writeCsv(rows, { encoding }), {
    headers: { 'Content-Type': csvType(encoding), 'Content-Disposition': attachment(`${name}.csv`) },
  })
}
