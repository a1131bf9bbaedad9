// People by respondent category, with the file and the line they came from.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      id text primary key,
      name text not null,
      mobile text not null,
      mobile_extra text,
      sex text,
      merged_into text,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create unique index person_mobile_name on person (mobile, name)
  `.execute(db)
  await sql`
    create table roster (
      id text primary key,
      campaign_id text not null references campaign (id),
      category text not null,
      unit_id text references unit (id),
      name text not null,
      state text not null check (state in ('uploaded', 'importing', 'ready', 'merged', 'failed', 'cancelled')),
      file_name text not null,
      file_digest text not null,
      file_bytes integer not null,
      encoding text,
      delimiter text,
      header_line integer,
      mapping text,
      valid integer not null default 0,
      lost integer not null default 0,
      duplicate integer not null default 0,
      blank integer not null default 0,
      processed integer not null default 0,
      processed_bytes integer not null default 0,
      problem text,
      adds_to text references roster (id),
      owner text,
      heartbeat_at text,
      import_mark text,
      pairs_done integer not null default 0 check (pairs_done in (0, 1)),
      created_at text not null,
      imported_at text
    )
  `.execute(db)
  await sql`
    create table roster_lease (
      id text primary key,
      owner text,
      heartbeat_at text
    )
  `.execute(db)
  await sql`
    insert into roster_lease (id) values ('main')
  `.execute(db)
  await sql`
    create index roster_adds_to on roster (adds_to)
  `.execute(db)
  await sql`
    create index roster_digest on roster (campaign_id, file_digest)
  `.execute(db)
  await sql`
    create index roster_campaign on roster (campaign_id, category)
  `.execute(db)
  await sql`
    create index roster_unit on roster (unit_id)
  `.execute(db)
  await sql`
    create table roster_entry (
      roster_id text not null references roster (id),
      line integer not null,
      person_id text not null,
      organisation text,
      district text,
      matter text,
      handled_on text,
      sector text,
      delegation text,
      post text,
      note text,
      extra text,
      primary key (roster_id, line)
    )
  `.execute(db)
  await sql`
    create index roster_entry_person on roster_entry (person_id)
  `.execute(db)
  await sql`
    create table roster_problem (
      roster_id text not null references roster (id),
      line integer not null,
      sequence integer not null,
      column_name text not null,
      value text not null,
      problem text not null,
      primary key (roster_id, line, sequence)
    )
  `.execute(db)
  await sql`
    create table roster_reject (
      roster_id text not null references roster (id),
      line integer not null,
      reason text not null,
      cells text not null,
      primary key (roster_id, line)
    )
  `.execute(db)
  await sql`
    create table person_pair (
      id text primary key,
      person_a text not null references person (id),
      person_b text not null references person (id),
      reason text not null,
      state text not null check (state in ('open', 'same', 'different')),
      decided_by text,
      decided_at text,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create unique index person_pair_persons on person_pair (person_a, person_b)
  `.execute(db)
  await sql`
    create index person_pair_b on person_pair (person_b)
  `.execute(db)
  await sql`
    create index person_pair_state on person_pair (state)
  `.execute(db)
}
