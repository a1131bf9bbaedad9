// Which of the sample files is the one to check, and which are of earlier waves: the design names those by their digests.
import { digestHex, type HashName } from '../../sampling/hash.ts'

/** A sample file and its bytes. */
export interface SampleEntry {
  readonly file: File
  readonly bytes: Uint8Array
}

export interface SortedSamples {
  /** The file to check: the last one given that is not of an earlier wave. */
  readonly own: File | null
  readonly earlier: readonly File[]
  /** How many earlier files the design names. */
  readonly wanted: number
}

/** Sort the sample files by what the design says; a design that is missing or broken names no earlier ones. */
export function sortSamples(samples: readonly SampleEntry[], design: string | null): SortedSamples {
  const { exclude, hash } = readDesign(design)
  const named = Array.isArray(exclude?.samples) ? exclude.samples : []
  const earlier = new Map<string, File>()
  let own: File | null = null
  for (const { file, bytes } of samples) {
    const digest = named.length === 0 ? '' : digestHex(bytes, hash)
    if (named.includes(digest)) earlier.set(digest, file)
    else own = file
  }
  return { own, earlier: [...earlier.values()], wanted: named.length }
}

interface DesignPart {
  readonly hash?: HashName
  readonly exclude?: { readonly samples?: readonly string[] }
  readonly coordination?: object
}

function readDesign(design: string | null): DesignPart {
  try {
    return design === null ? {} : (JSON.parse(design.replace(/^\ufeff/, '')) as DesignPart)
  } catch {
    return {}
  }
}

/** Whether a design coordinates with a panel, so that its key is asked for. */
export const isCoordinated = (design: string | null): boolean => typeof readDesign(design).coordination === 'object'
