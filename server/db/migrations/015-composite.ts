// Triggers that lower a grade, and frozen composite results.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table composite_trigger (
      id text primary key,
      campaign_id text not null references campaign (id),
      unit_id text not null references unit (id),
      kind text not null check (kind in ('downgrade', 'poor')),
      clause text not null,
      reason text not null,
      document text not null,
      happened_on text not null,
      exempt integer not null,
      exempt_reason text not null,
      decided_by text not null,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create index composite_trigger_campaign on composite_trigger (campaign_id, unit_id)
  `.execute(db)
  await sql`
    create index composite_trigger_unit on composite_trigger (unit_id)
  `.execute(db)
  await sql`
    create table composite_result (
      id text primary key,
      campaign_id text not null references campaign (id),
      score_run_id text not null references score_run (id),
      inputs text not null,
      body text not null,
      digest text not null,
      frozen_by text not null,
      frozen_at text not null
    )
  `.execute(db)
  await sql`
    create index composite_result_campaign on composite_result (campaign_id, frozen_at)
  `.execute(db)
  await sql`
    create index composite_result_run on composite_result (score_run_id)
  `.execute(db)
}
