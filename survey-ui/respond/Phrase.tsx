// Chinese text that breaks between words, never inside one.
import { useMemo } from 'preact/hooks'

/** These stay with the word before them. */
const TAIL = /^[的了吗呢吧们\p{P}\s]+$/u
const OPENING = /[（“《〈【]$/u

export function phrases(text: string): readonly string[] {
  if (!('Segmenter' in Intl) || !/\p{Script=Han}/u.test(text)) return [text]
  const parts: string[] = []
  for (const { segment } of new Intl.Segmenter('zh-CN', { granularity: 'word' }).segment(text)) {
    const last = parts.length - 1
    const before = parts[last]
    if (before !== undefined && (OPENING.test(before) || (TAIL.test(segment) && !OPENING.test(segment))))
      parts[last] = before + segment
    else parts.push(segment)
  }
  return parts
}

export function Phrase({ text }: { readonly text: string }) {
  const parts = useMemo(() => phrases(text), [text])
  if (parts.length === 1) return <>{text}</>
  return (
    <>
      {parts.map((part, at) => (
        <span key={`${at}${part}`} class={part.length <= 8 ? 'word' : undefined}>
          {part}
        </span>
      ))}
    </>
  )
}
