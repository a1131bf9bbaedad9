// QR codes for paper and screens. Pure.
import { encode } from 'uqr'

/** The QR code as one compact path, error correction M: readable from paper, small in bytes. */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  let path = ''
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue
      let end = x
      while (end < size && row[end]) end++
      path += `M${x} ${y}h${end - x}v1h-${end - x}z`
      x = end
    }
  }
  return `<svg viewBox="-2 -2 ${size + 4} ${size + 4}" role="img" aria-label="QR" shape-rendering="crispEdges"><path d="${path}"/></svg>`
}
