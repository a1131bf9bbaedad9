// The shape of a migrated database in plain lines, the same on both engines when the tables are the same.
import { type RawBuilder, sql } from 'kysely'
import type { Db, EngineName } from '../../server/db/engine.ts'

interface ColumnRow {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly required: number | boolean
}

interface IndexRow {
  readonly table: string
  readonly name: string
  readonly distinct: number | boolean
  readonly part: number | boolean
  /** Comma-separated, in order. */
  readonly columns: string
}

interface KeyRow {
  readonly table: string
  readonly column: string
  readonly target: string
}

interface CheckRow {
  readonly table: string
  readonly count: number
}

/** Columns with type and nullability, named indexes, foreign keys and the number of checks, one a line, sorted. */
export async function schemaShape(db: Db, engine: EngineName): Promise<string[]> {
  const ask = QUERIES[engine]
  const rows = async <Row>(query: RawBuilder<Row>) => (await query.execute(db)).rows
  const columns = (await rows(ask.columns)).map(
    row => `${row.table}.${row.column} ${typeClass(row.type)}${row.required ? ' not null' : ''}`,
  )
  const indexes = (await rows(ask.indexes)).map(
    row =>
      `${row.table} ${row.distinct ? 'unique ' : ''}${row.part ? 'partial ' : ''}index ${row.name} (${row.columns})`,
  )
  const keys = (await rows(ask.keys)).map(row => `${row.table}.${row.column} refers to ${row.target}`)
  const checks = (await rows(ask.checks)).map(row => `${row.table} has ${row.count} checks`)
  return [...columns, ...indexes, ...keys, ...checks].filter(line => !line.startsWith('kysely_')).sort()
}

/** What a value reads back as, which is what the two must agree on. */
function typeClass(type: string): string {
  const name = type.toLowerCase()
  if (/int/.test(name)) return 'integer'
  if (/double|real|float/.test(name)) return 'real'
  if (/blob|bytea/.test(name)) return 'bytes'
  if (/text|char/.test(name)) return 'text'
  return name
}

const QUERIES = {
  sqlite: {
    columns: sql<ColumnRow>`
      select m.name as "table", c.name as "column", c.type as "type", (c."notnull" or c.pk > 0) as required
      from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`,
    indexes: sql<IndexRow>`
      select m.name as "table", i.name as name, i."unique" as "distinct", i.partial as part,
        (select group_concat(name, ',') from (select name from pragma_index_info(i.name) order by seqno)) as columns
      from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table' and i.origin = 'c'`,
    keys: sql<KeyRow>`
      select m.name as "table", f."from" as "column", f."table" as target
      from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`,
    checks: sql<CheckRow>`
      select name as "table",
        (length(lower(sql)) - length(replace(replace(lower(sql), 'check (', ''), 'check(', ''))) / 7 as "count"
      from sqlite_master where type = 'table' and lower(sql) like '%check (%'`,
  },
  postgres: {
    columns: sql<ColumnRow>`
      select table_name as "table", column_name as "column", data_type as "type", is_nullable = 'NO' as required
      from information_schema.columns where table_schema = current_schema()`,
    indexes: sql<IndexRow>`
      select t.relname as "table", i.relname as name, x.indisunique as "distinct", x.indpred is not null as part,
        (select string_agg(a.attname, ',' order by k.place) from unnest(x.indkey) with ordinality k(attnum, place)
          join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum) as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      where t.relnamespace = current_schema()::regnamespace
        and not exists (select 1 from pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u'))`,
    keys: sql<KeyRow>`
      select c.conrelid::regclass::text as "table", a.attname as "column", c.confrelid::regclass::text as target
      from pg_constraint c cross join lateral unnest(c.conkey) as k(attnum)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
      where c.contype = 'f' and c.connamespace = current_schema()::regnamespace`,
    checks: sql<CheckRow>`
      select conrelid::regclass::text as "table", count(*) as "count" from pg_constraint
      where contype = 'c' and connamespace = current_schema()::regnamespace group by conrelid`,
  },
} satisfies Record<EngineName, unknown>
