// The service-centre window: centres, windows ("window" is a reserved word of SQL, hence point), staff, matters and tablets.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table window_center (
      id text primary key,
      code text not null,
      name text not null,
      address text not null,
      opens_at text not null,
      closes_at text not null,
      supplement_days integer not null,
      active integer not null,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index window_center_code on window_center (code)
  `.execute(db)
  await sql`
    create table window_point (
      id text primary key,
      center_id text not null references window_center (id),
      unit_id text references unit (id),
      code text not null,
      name text not null,
      public_code text not null,
      active integer not null,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index window_point_code on window_point (center_id, code)
  `.execute(db)
  await sql`
    create unique index window_point_public_code on window_point (public_code)
  `.execute(db)
  await sql`
    create index window_point_unit on window_point (unit_id)
  `.execute(db)
  await sql`
    create table window_staff (
      id text primary key,
      center_id text not null references window_center (id),
      point_id text references window_point (id),
      user_id text references account_user (id),
      number text not null,
      name text not null,
      mobile_hash text,
      active integer not null,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index window_staff_number on window_staff (center_id, number)
  `.execute(db)
  await sql`
    create index window_staff_point on window_staff (point_id)
  `.execute(db)
  await sql`
    create index window_staff_user on window_staff (user_id)
  `.execute(db)
  await sql`
    create table window_matter (
      id text primary key,
      unit_id text references unit (id),
      code text not null,
      name text not null,
      active integer not null,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index window_matter_code on window_matter (code)
  `.execute(db)
  await sql`
    create index window_matter_unit on window_matter (unit_id)
  `.execute(db)
  await sql`
    create table window_device (
      id text primary key,
      center_id text not null references window_center (id),
      point_id text not null references window_point (id),
      name text not null,
      state text not null check (state in ('pending', 'paired', 'revoked')),
      token_hash text not null,
      pair_hash text,
      pair_expires_at text,
      paired_by text,
      paired_at text,
      revoked_by text,
      revoked_at text,
      seen_at text,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create unique index window_device_token on window_device (token_hash)
  `.execute(db)
  await sql`
    create index window_device_point on window_device (point_id, state)
  `.execute(db)
  await sql`
    create index window_device_pair on window_device (pair_hash)
  `.execute(db)
  await sql`
    create index window_device_center on window_device (center_id)
  `.execute(db)
}
