// Third-party response files and score runs.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table score_file (
      id text primary key,
      campaign_id text not null references campaign (id),
      name text not null,
      file_name text not null,
      digest text not null,
      bytes integer not null,
      encoding text not null,
      mapping text not null,
      content text not null,
      respondents integer not null,
      ratings integer not null,
      created_by text not null,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create unique index score_file_digest on score_file (campaign_id, digest)
  `.execute(db)
  await sql`
    create table score_run (
      id text primary key,
      campaign_id text not null references campaign (id),
      scheme_id text not null references campaign_scheme (id),
      state text not null check (state in ('provisional', 'frozen')),
      inputs text not null,
      inputs_digest text not null,
      result text not null,
      result_digest text not null,
      respondents integer not null,
      created_by text not null,
      created_at text not null,
      frozen_by text,
      frozen_at text
    )
  `.execute(db)
  await sql`
    create index score_run_campaign on score_run (campaign_id, created_at)
  `.execute(db)
  await sql`
    create index score_run_scheme on score_run (scheme_id)
  `.execute(db)
}
