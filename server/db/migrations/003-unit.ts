// Evaluated units in their series.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit_series (
      id text primary key,
      code text not null,
      name text not null,
      position integer not null
    )
  `.execute(db)
  await sql`
    create unique index unit_series_code on unit_series (code)
  `.execute(db)
  await sql`
    create table unit (
      id text primary key,
      series_id text not null references unit_series (id),
      code text not null,
      name text not null,
      short_name text not null,
      parent_id text references unit (id),
      position integer not null,
      active integer not null default 1 check (active in (0, 1)),
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index unit_code on unit (code)
  `.execute(db)
  await sql`
    create index unit_series_position on unit (series_id, position)
  `.execute(db)
}
