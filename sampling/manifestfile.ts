// Reading the manifest: what it must say before a draw can be replayed from it.
import { createChecker, isObject, pointerTo, type JsonObject } from './check.ts'
import type { Manifest } from './draw.ts'
import { parseStrictJson } from './jcs.ts'
import { expecting, problem, refuse, shown } from './problem.ts'
import { drawVersion } from './tickets.ts'

/**
 * Check a manifest and give it back with its type. Keys nobody knows are allowed: an office may add its own.
 *
 * @param json the text of a manifest file, or the value JSON.parse gave
 * @returns the manifest as given
 * @throws InputError listing everything missing or of the wrong kind
 * @example parseManifest('{}') // => throws InputError
 */
export function parseManifest(json: unknown): Manifest {
  const value = typeof json === 'string' ? parseStrictJson(json, 'manifest') : json
  const check = createChecker('manifest')
  if (!isObject(value)) {
    refuse([problem('wrong_type', { file: 'manifest', pointer: '/', ...expecting('object'), found: shown(value) })])
  }
  const manifest = value as JsonObject
  check.choice(manifest, '', 'version', [drawVersion], 'required')
  check.value(manifest, '', 'method', 'string', 'required')
  check.choice(manifest, '', 'hash', ['sha256', 'sm3'], 'required')
  check.value(manifest, '', 'frame_digest', 'digest', 'required')
  check.value(manifest, '', 'design_digest', 'digest', 'required')
  check.value(manifest, '', 'sample_digest', 'digest', 'required')
  check.value(manifest, '', 'secret_digest', 'digest')
  check.value(manifest, '', 'secret', 'string')
  check.value(manifest, '', 'panel_key', 'string')
  check.value(manifest, '', 'committed_at', 'string')
  if (check.value(manifest, '', 'coordination', 'object')) {
    const coordination = manifest['coordination'] as JsonObject
    check.value(coordination, '/coordination', 'panel', 'string', 'required')
    check.value(coordination, '/coordination', 'key_digest', 'digest', 'required')
    check.value(coordination, '/coordination', 'start', 'share', 'required')
  }
  if (check.value(manifest, '', 'seed', 'object', 'required')) {
    const seed = manifest['seed'] as JsonObject
    check.value(seed, '/seed', 'value', 'string', 'required')
    check.value(seed, '/seed', 'recorded_at', 'string')
  }
  if (check.value(manifest, '', 'strata', 'array', 'required')) {
    const strata = manifest['strata'] as readonly unknown[]
    strata.forEach((stratum, i) => {
      const at = pointerTo('/strata', String(i))
      if (!isObject(stratum)) {
        const details = { file: 'manifest', pointer: at, ...expecting('object'), found: shown(stratum) }
        check.problems.push(problem('wrong_type', details))
        return
      }
      check.value(stratum, at, 'stratum', 'string', 'required')
      for (const key of ['N', 'n', 'r']) check.value(stratum, at, key, 'count', 'required')
      check.value(stratum, at, 'method', 'string', 'required')
      for (const key of ['excluded', 'zero_size', 'certainties', 'elements', 'realised']) {
        check.value(stratum, at, key, 'count')
      }
    })
  }
  refuse(check.problems)
  return value as Manifest
}
