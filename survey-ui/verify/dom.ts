// A few lines in place of a framework: elements by name, with attributes, listeners and children.

type Child = Node | string | null | false
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>

/** Make an element. Functions are listeners (`onclick`), `true` sets an empty attribute, `undefined` and `false` set none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.slice(2), value)
    else if (value === true) made.setAttribute(key, '')
    else if (typeof value === 'string') made.setAttribute(key, value)
  }
  for (const child of children) if (child !== null && child !== false) made.append(child)
  return made
}

/** Put new children in place of the old ones. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  while (parent.firstChild !== null) parent.firstChild.remove()
  for (const child of children) if (child !== null && child !== false) parent.append(child)
}

/** Copy a text, also where the page is not served over HTTPS. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const area = el('textarea', { class: 'off-screen', readonly: true })
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
