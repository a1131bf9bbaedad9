// Components of the composite score: one value a unit for target and leader blocks, entries for bonus and deduction.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table component (
      campaign_id text not null references campaign (id),
      unit_id text not null references unit (id),
      part text not null check (part in ('target', 'party_government', 'congress_cppcc')),
      value text not null,
      source text not null,
      updated_by text not null,
      updated_at text not null,
      primary key (campaign_id, unit_id, part)
    )
  `.execute(db)
  await sql`
    create index component_unit on component (unit_id)
  `.execute(db)
  await sql`
    create table component_entry (
      id text primary key,
      campaign_id text not null references campaign (id),
      unit_id text not null references unit (id),
      kind text not null check (kind in ('bonus', 'deduction')),
      points text not null,
      reason text not null,
      document text not null,
      source text not null,
      updated_by text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create index component_entry_campaign on component_entry (campaign_id, unit_id)
  `.execute(db)
  await sql`
    create index component_entry_unit on component_entry (unit_id)
  `.execute(db)
  await sql`
    create table component_lock (
      campaign_id text primary key references campaign (id),
      digest text not null,
      locked_by text not null,
      locked_at text not null
    )
  `.execute(db)
}
