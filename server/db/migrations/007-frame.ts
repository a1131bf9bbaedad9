// Sampling frames: the frozen eligible list with its strata.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table frame (
      id text primary key,
      campaign_id text not null references campaign (id),
      name text not null,
      state text not null check (state in ('draft', 'freezing', 'frozen')),
      definition text not null,
      digest text,
      element_count integer not null default 0,
      coverage text not null,
      checks text,
      claimed_at text,
      created_by text not null default '',
      created_at text not null,
      frozen_at text
    )
  `.execute(db)
  await sql`
    create index frame_campaign on frame (campaign_id)
  `.execute(db)
  await sql`
    create table frame_element (
      frame_id text not null references frame (id),
      element_id text not null,
      stratum text not null,
      size double precision,
      person_id text not null,
      category text not null,
      unit_id text,
      other_units text,
      roster_id text,
      line integer,
      primary key (frame_id, element_id)
    )
  `.execute(db)
  await sql`
    create index frame_element_stratum on frame_element (frame_id, stratum)
  `.execute(db)
  await sql`
    create index frame_element_person on frame_element (person_id)
  `.execute(db)
}
