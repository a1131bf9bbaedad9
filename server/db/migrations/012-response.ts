// Answers, kept apart from contacts: a case knows its stratum and weight, never its person.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table response_case (
      case_id text primary key,
      campaign_id text not null references campaign (id),
      questionnaire_id text not null references questionnaire (id),
      draw_id text not null references draw (id),
      category text not null,
      stratum text not null,
      base_weight double precision not null,
      units text not null
    )
  `.execute(db)
  await sql`
    create index response_case_campaign on response_case (campaign_id)
  `.execute(db)
  await sql`
    create table response_draft (
      case_id text primary key references response_case (case_id),
      version integer not null,
      answers text not null,
      saved_on text not null
    )
  `.execute(db)
  await sql`
    create table response (
      case_id text primary key references response_case (case_id),
      campaign_id text not null references campaign (id),
      client_id text not null,
      answers text not null,
      channel text not null,
      submitted_on text not null
    )
  `.execute(db)
  await sql`
    create index response_campaign on response (campaign_id)
  `.execute(db)
}
