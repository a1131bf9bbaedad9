// Invitations: one token a drawn respondent, of which only the hash is kept.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table invitation_batch (
      id text primary key,
      campaign_id text not null references campaign (id),
      draw_id text not null references draw (id),
      questionnaire_id text not null references questionnaire (id),
      invited integer not null,
      expires_at text not null,
      created_by text not null,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create index invitation_batch_campaign on invitation_batch (campaign_id)
  `.execute(db)
  await sql`
    create table invitation (
      id text primary key,
      campaign_id text not null references campaign (id),
      batch_id text not null references invitation_batch (id),
      draw_id text not null references draw (id),
      questionnaire_id text not null references questionnaire (id),
      element_id text not null,
      person_id text not null,
      token_hash text not null,
      state text not null check (state in ('issued', 'opened', 'answered', 'refused', 'call_requested', 'revoked')),
      issued_at text not null,
      expires_at text not null
    )
  `.execute(db)
  await sql`
    create unique index invitation_token on invitation (token_hash)
  `.execute(db)
  await sql`
    create unique index invitation_element on invitation (draw_id, element_id)
  `.execute(db)
  await sql`
    create index invitation_campaign on invitation (campaign_id, state)
  `.execute(db)
  await sql`
    create index invitation_batch_id on invitation (batch_id)
  `.execute(db)
  await sql`
    create table invitation_key (
      campaign_id text primary key references campaign (id),
      key text,
      destroyed_at text
    )
  `.execute(db)
}
