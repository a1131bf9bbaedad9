// Respondent lists handed over to the statistics survey team.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table submission (
      id text primary key,
      campaign_id text not null references campaign (id),
      source text not null check (source in ('frame', 'draw')),
      source_id text not null,
      template text not null,
      part text not null check (part in ('all', 'sample', 'reserve')),
      reason text not null,
      state text not null check (state in ('prepared', 'returned', 'approved', 'received')),
      row_count integer not null,
      files text not null,
      watermark text not null,
      prepared_by text not null,
      prepared_name text not null,
      approved_by text,
      approved_name text,
      returned_by text,
      returned_name text,
      return_reason text,
      received_by text,
      received_name text,
      receipt text,
      prepared_at text not null,
      approved_at text,
      returned_at text,
      sent_at text,
      received_at text
    )
  `.execute(db)
  await sql`
    create index submission_campaign on submission (campaign_id)
  `.execute(db)
}
