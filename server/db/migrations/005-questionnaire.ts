// Questionnaire versions; a fielded one is never edited.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table questionnaire (
      id text primary key,
      campaign_id text not null references campaign (id),
      version integer not null,
      title text not null,
      body text not null,
      digest text not null,
      state text not null check (state in ('draft', 'fielded', 'retired')),
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index questionnaire_version on questionnaire (campaign_id, version)
  `.execute(db)
}
