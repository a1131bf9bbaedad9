// A year: its units, its versioned scoring scheme, its state.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table campaign (
      id text primary key,
      year integer not null,
      name text not null,
      state text not null check (state in ('preparing', 'sampling', 'fieldwork', 'scoring', 'review', 'published')),
      organiser text not null,
      implementer text not null,
      hotline text not null,
      notice text not null,
      opens_on text,
      closes_on text,
      demo integer not null default 0 check (demo in (0, 1)),
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create table campaign_unit (
      campaign_id text not null references campaign (id),
      unit_id text not null references unit (id),
      position integer not null,
      primary key (campaign_id, unit_id)
    )
  `.execute(db)
  await sql`
    create index campaign_unit_unit on campaign_unit (unit_id)
  `.execute(db)
  await sql`
    create table campaign_scheme (
      id text primary key,
      campaign_id text not null references campaign (id),
      version integer not null,
      body text not null,
      digest text not null,
      state text not null check (state in ('draft', 'frozen')),
      created_at text not null
    )
  `.execute(db)
  await sql`
    create unique index campaign_scheme_version on campaign_scheme (campaign_id, version)
  `.execute(db)
}
