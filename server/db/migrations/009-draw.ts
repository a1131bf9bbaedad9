// Draws: commit, then seed, then sample and reserve in order.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table draw (
      id text primary key,
      campaign_id text not null references campaign (id),
      frame_id text not null references frame (id),
      design_id text not null references design (id),
      state text not null check (state in ('committed', 'seeded', 'drawn', 'revealed', 'void')),
      frame_digest text not null,
      design_digest text not null,
      secret_digest text,
      secret text,
      seed text,
      seed_place text,
      seed_witnesses text,
      seed_recorded_at text,
      manifest text,
      sample_digest text,
      void_reason text,
      committed_by text not null default '',
      committed_at text not null,
      drawn_at text,
      revealed_at text
    )
  `.execute(db)
  await sql`
    create index draw_campaign on draw (campaign_id)
  `.execute(db)
  await sql`
    create index draw_frame on draw (frame_id)
  `.execute(db)
  await sql`
    create unique index draw_design on draw (design_id) where state <> 'void'
  `.execute(db)
  await sql`
    create table draw_element (
      draw_id text not null references draw (id),
      element_id text not null,
      stratum text not null,
      position integer not null,
      role text not null check (role in ('sample', 'reserve')),
      ticket text not null,
      inclusion_probability double precision not null,
      base_weight double precision,
      person_id text not null,
      category text not null,
      unit_id text,
      released_at text,
      primary key (draw_id, element_id)
    )
  `.execute(db)
  await sql`
    create index draw_element_order on draw_element (draw_id, stratum, position)
  `.execute(db)
  await sql`
    create table draw_assignment (
      draw_id text not null references draw (id),
      element_id text not null,
      unit_id text not null references unit (id),
      position integer not null,
      primary key (draw_id, element_id, unit_id)
    )
  `.execute(db)
  await sql`
    create index draw_assignment_unit on draw_assignment (unit_id)
  `.execute(db)
}
