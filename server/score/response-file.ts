// The response file of an agency: a table, with the words of the score when it is none.
import { openTable, type Table } from '../files/table.ts'
import { scoreProblem } from '../problem/score.ts'

/** @throws Problem that says what the file is, when it is no response file */
export async function openResponseFile(path: string): Promise<Table> {
  return await openTable(path, scoreProblem)
}
