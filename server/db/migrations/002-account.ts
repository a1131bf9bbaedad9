// Office users, their credentials and sessions, in the shape the account library asks for.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_user (
      id text primary key,
      name text not null,
      email text not null,
      email_verified integer not null default 0,
      image text,
      username text,
      display_username text,
      role text,
      banned integer default 0,
      ban_reason text,
      ban_expires text,
      must_change_password integer default 0,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index account_user_email on account_user (email)
  `.execute(db)
  await sql`
    create unique index account_user_username on account_user (username)
  `.execute(db)
  await sql`
    create table account_session (
      id text primary key,
      user_id text not null references account_user (id) on delete cascade,
      token text not null,
      expires_at text not null,
      ip_address text,
      user_agent text,
      impersonated_by text,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index account_session_token on account_session (token)
  `.execute(db)
  await sql`
    create index account_session_user on account_session (user_id)
  `.execute(db)
  await sql`
    create table account_credential (
      id text primary key,
      account_id text not null,
      provider_id text not null,
      user_id text not null references account_user (id) on delete cascade,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at text,
      refresh_token_expires_at text,
      scope text,
      password text,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create index account_credential_user on account_credential (user_id)
  `.execute(db)
  await sql`
    create table account_verification (
      id text primary key,
      identifier text not null,
      value text not null,
      expires_at text not null,
      created_at text,
      updated_at text
    )
  `.execute(db)
  await sql`
    create index account_verification_identifier on account_verification (identifier)
  `.execute(db)
}
