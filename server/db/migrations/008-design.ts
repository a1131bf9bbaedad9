// Sampling designs over a frozen frame.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table design (
      id text primary key,
      campaign_id text not null references campaign (id),
      frame_id text not null references frame (id),
      name text not null,
      body text not null,
      assignment text not null,
      digest text,
      state text not null check (state in ('draft', 'committed')),
      created_by text not null default '',
      created_at text not null,
      committed_at text
    )
  `.execute(db)
  await sql`
    create index design_campaign on design (campaign_id)
  `.execute(db)
  await sql`
    create index design_frame on design (frame_id)
  `.execute(db)
}
