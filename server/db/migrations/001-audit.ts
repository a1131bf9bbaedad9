// Append-only, hash-chained log; the head row is the lock that orders writers.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_entry (
      id text primary key,
      position integer not null,
      at text not null,
      actor_id text,
      actor_name text not null,
      action text not null,
      subject text not null,
      campaign_id text,
      details text not null,
      previous_hash text not null,
      hash text not null
    )
  `.execute(db)
  await sql`
    create unique index audit_entry_position on audit_entry (position)
  `.execute(db)
  await sql`
    create index audit_entry_subject on audit_entry (subject, position)
  `.execute(db)
  await sql`
    create index audit_entry_campaign on audit_entry (campaign_id, position)
  `.execute(db)
  await sql`
    create table audit_head (
      id text primary key,
      position integer not null,
      hash text not null
    )
  `.execute(db)
  await sql`
    insert into audit_head (id, position, hash) values ('main', 0, '')
  `.execute(db)
}
