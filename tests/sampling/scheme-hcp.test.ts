// The scheme key hcp: absent means no channel, present is read strictly, and a response file has none.
import { describe, expect, it } from 'vitest'
import { defaultScheme } from '../../sampling/scheme.ts'
import { readCampaignScheme } from '../../sampling/scheme-campaign.ts'
import { readFileScheme } from '../../sampling/scheme-check.ts'

const hcp = defaultScheme.hcp!
const read = (rule: unknown, more: object = {}) => readCampaignScheme({ ...more, hcp: rule })
const pointers = (rule: unknown, more: object = {}) => read(rule, more).problems.map(problem => problem.pointer)

describe('the key hcp', () => {
  it('is no channel where a scheme does not name it, and 20 % in a new campaign', () => {
    const { hcp: _, ...before } = defaultScheme
    expect(readCampaignScheme(before).scheme!.hcp).toBeNull()
    expect(readCampaignScheme({}).scheme!.hcp).toBeNull()
    expect(read(null).scheme!.hcp).toBeNull()
    expect(readCampaignScheme(JSON.parse(JSON.stringify(defaultScheme))).scheme).toEqual(defaultScheme)
    expect([hcp.share, hcp.min_n]).toEqual(['20', 30])
  })

  it('takes defaults for what it leaves out, and shares as numbers or text', () => {
    expect(read({}).scheme!.hcp).toEqual(hcp)
    expect(read({ share: 12.5, min_n: 5 }).scheme!.hcp).toEqual({ ...hcp, share: '12.5', min_n: 5 })
    const period = { from: '2026-01-01', to: '2026-06-30' }
    expect(read({ share: '0', period }).scheme!.hcp).toEqual({ ...hcp, share: '0', period })
    expect(
      read({ share: '100', value_map: 'mine' }, { alt_value_maps: { mine: defaultScheme.alt_value_maps['hcp5'] } })
        .problems,
    ).toEqual([])
  })

  it.each([
    ['a number', 20, ['/hcp']],
    ['an unknown key', { shares: '20' }, ['/hcp/shares']],
    ['a share above 100', { share: '100.01' }, ['/hcp/share']],
    ['a negative share', { share: -1 }, ['/hcp/share']],
    ['a share in words', { share: '20%' }, ['/hcp/share']],
    ['a minimum that would show small cells', { min_n: 4 }, ['/hcp/min_n']],
    ['half a minimum', { min_n: 30.5 }, ['/hcp/min_n']],
    ['another way below the minimum', { below_min: 'zero' }, ['/hcp/below_min']],
    ['the last rating', { use: 'last' }, ['/hcp/use']],
    ['a value map that is not there', { value_map: 'hcp6' }, ['/hcp/value_map']],
    ['a name every object has', { value_map: 'toString' }, ['/hcp/value_map']],
    ['a value map of the survey', { value_map: 'mild' }, ['/hcp/value_map']],
    ['a period that ends before it begins', { period: { from: '2026-07-01', to: '2026-06-30' } }, ['/hcp/period']],
    ['a day that is none', { period: { from: '2026-02-30', to: '2026-06-30' } }, ['/hcp/period']],
    ['half a period', { period: { from: '2026-02-01' } }, ['/hcp/period']],
    ['all at once', { share: 'x', min_n: 0, value_map: 1 }, ['/hcp/share', '/hcp/min_n', '/hcp/value_map']],
  ])('refuses %s, by pointer', (_name, rule, expected) => {
    expect(pointers(rule)).toEqual(expected)
    expect(read(rule).scheme).toBeNull()
  })

  it('refuses a value map without points for one level', () => {
    const { very_dissatisfied: _, ...four } = defaultScheme.alt_value_maps['hcp5']!
    expect(pointers({}, { alt_value_maps: { hcp5: four } })).toEqual(['/hcp/value_map'])
    expect(pointers({}, { alt_value_maps: { hcp5: { ...four, very_dissatisfied: 101 } } })).toEqual(['/hcp/value_map'])
    expect(pointers({}, { alt_value_maps: { hcp5: { ...four, very_dissatisfied: null } } })).toEqual(['/hcp/value_map'])
  })

  it('is refused in the scheme of a response file, which holds no ratings', () => {
    const file = { layout: 'wide', respondent: 'id', units: ['u'], value_map: { '5': 100 } }
    const { scheme, problems } = readFileScheme({ ...file, hcp })
    expect(scheme).toBeNull()
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([['scheme_hcp_file', '/hcp']])
  })
})
