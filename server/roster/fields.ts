// What a column of a roster can hold; read by the pages too, so nothing of the server may be imported here.

export const FIELDS = [
  'name',
  'mobile',
  'phone',
  'sex',
  'organisation',
  'district',
  'matter',
  'handledOn',
  'sector',
  'delegation',
  'post',
  'note',
  'serial',
  'sourceLine',
  'rejectReason',
] as const
export type Field = (typeof FIELDS)[number]

/** Field → column, counted from 0. */
export type Mapping = Readonly<Partial<Record<Field, number>>>
