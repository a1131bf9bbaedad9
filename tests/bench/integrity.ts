// How well the forgery checks see planted steering, and how often they suspect honest windows, in a seeded simulation.
// `npm run bench -- integrity [--days 1000] [--windows 12] [--visits 60] [--steered 0.12] [--seed integrity]`
import { parseArgs } from 'node:util'
import { integrityRules } from '../../sampling/integrity.ts'
import { type IntegrityMeasure, measureIntegrity } from '../sampling/integrity-measure.ts'
import { STEERINGS, steeringWords } from '../sampling/integrity-steering.ts'

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      days: { type: 'string', default: '1000' },
      windows: { type: 'string', default: '12' },
      /** Mean visits a window and day. */
      visits: { type: 'string', default: '60' },
      steered: { type: 'string', default: '0.12' },
      seed: { type: 'string', default: 'integrity' },
    },
  })
  const options = {
    days: Number(values.days),
    windows: Number(values.windows),
    visits: Number(values.visits),
    steered: Number(values.steered),
    seed: values.seed,
  }
  const measure = measureIntegrity(options)
  process.stdout.write(`${JSON.stringify({ bench: 'integrity', ...options, ...measure })}\n`)
  process.stderr.write(table(measure))
  return await Promise.resolve(0)
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

function table(measure: IntegrityMeasure): string {
  const lines = ['| planted | window-days | seen | by |', '| --- | ---: | ---: | --- |']
  for (const kind of STEERINGS) {
    const { planted, seen, byRule } = measure.recall[kind]
    const by = integrityRules
      .filter(rule => (byRule[rule] ?? 0) > planted / 50)
      .map(rule => `${rule} ${percent(byRule[rule] ?? 0, planted)}`)
    lines.push(`| ${steeringWords[kind]} | ${planted} | ${percent(seen, planted)} | ${by.join(', ')} |`)
  }
  const { honestRatings, honestWindowDays, falseFlags, falseWindowDays, falseByRule } = measure
  const rules = integrityRules.filter(rule => falseByRule[rule] > 0).map(rule => `${rule} ${falseByRule[rule]}`)
  lines.push(
    '',
    `honest: ${honestRatings} ratings on ${honestWindowDays} window-days`,
    `false alarms: ${((1000 * falseFlags) / honestRatings).toFixed(2)} per 1,000 ratings, ` +
      `${((100 * falseWindowDays) / honestWindowDays).toFixed(2)} per 100 window-days (${rules.join(', ')})`,
    '',
  )
  return lines.join('\n')
}
