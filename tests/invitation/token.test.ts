// Tokens, messages and days.
import { describe, expect, it } from 'vitest'
import { chinaDay } from '../../server/china-time.ts'
import { endOfDay, messageText, smsSegments } from '../../server/invitation/invitation.ts'
import { caseIdOf, newBatchSecret, readToken, tokenOf } from '../../server/invitation/token.ts'

describe('tokens', () => {
  it('have 130 bits, follow from the batch secret, and never repeat', () => {
    const secret = newBatchSecret()
    const tokens = new Set(Array.from({ length: 20_000 }, (_, at) => tokenOf(secret, `invitation-${at}`)))
    expect(tokens.size).toBe(20_000)
    for (const token of tokens) expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
    expect(tokenOf(secret, 'invitation-0')).toBe(tokenOf(secret, 'invitation-0'))
    expect(tokenOf(newBatchSecret(), 'invitation-0')).not.toBe(tokenOf(secret, 'invitation-0'))
    // Every place of the token takes every one of the 32 letters.
    for (let place = 0; place < 26; place++) expect(new Set([...tokens].map(token => token[place])).size).toBe(32)
  })

  it('are read as people type them', () => {
    expect(readToken('ABCDEFGHJKMNPQRSTVWXYZ0O1L')).toBe('abcdefghjkmnpqrstvwxyz0011')
    expect(readToken('u'.repeat(26))).toBeNull()
    expect(readToken('abc')).toBeNull()
    expect(readToken(`${'a'.repeat(25)}/`)).toBeNull()
  })

  it('lead to cases that only the key can find', () => {
    const [one, other] = [newBatchSecret(), newBatchSecret()]
    expect(caseIdOf(one, 'a')).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set([caseIdOf(one, 'a'), caseIdOf(one, 'b'), caseIdOf(other, 'a')]).size).toBe(3)
  })
})

describe('messages', () => {
  it('are counted as carriers bill them', () => {
    expect([0, 1, 70, 71, 134, 135].map(length => smsSegments('字'.repeat(length)))).toEqual([0, 1, 1, 2, 2, 3])
    // A rare character is two units.
    expect(smsSegments('𠮷'.repeat(35) + '字')).toBe(2)
  })

  it('fill in values once, and leave the rest alone', () => {
    const values = { name: '{链接}', organiser: '效能办', hotline: '12345', link: 'https://a.cn/s/1' }
    expect(messageText('【{发起单位}】{姓名}：{链接}{热线}{其他}', values)).toBe(
      '【效能办】{链接}：https://a.cn/s/112345{其他}',
    )
  })

  it('end with the day in China', () => {
    expect(chinaDay(new Date('2026-02-28T15:59:59Z'))).toBe('2026-02-28')
    expect(chinaDay(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01')
    expect(chinaDay(new Date(endOfDay('2026-03-01')))).toBe('2026-03-01')
  })
})
