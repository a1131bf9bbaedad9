// Ratings 好差评: what a person chose and said, who to ring (sealed, apart), traces for the forgery check (short-lived, apart), tallies.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rating (
      id text primary key,
      center_id text not null references window_center (id),
      point_id text not null references window_point (id),
      unit_id text references unit (id),
      matter_id text references window_matter (id),
      staff_id text references window_staff (id),
      visit_id text references visit (id),
      first_id text,
      sequence integer not null,
      kind text not null check (kind in ('active', 'auto_default')),
      level text not null,
      tags text not null,
      words text not null,
      named integer not null,
      channel text not null check (channel in ('link', 'qr', 'tablet', 'exchange')),
      client_id text not null,
      receipt_hash text not null,
      made_at text not null,
      rated_at text not null,
      rated_hour text not null,
      excluded_at text
    )
  `.execute(db)
  await sql`
    create unique index rating_client on rating (client_id)
  `.execute(db)
  await sql`
    create unique index rating_receipt on rating (receipt_hash)
  `.execute(db)
  await sql`
    create unique index rating_visit on rating (visit_id, sequence)
  `.execute(db)
  await sql`
    create unique index rating_first on rating (first_id, sequence) where first_id is not null
  `.execute(db)
  await sql`
    create index rating_center on rating (center_id, rated_at)
  `.execute(db)
  await sql`
    create index rating_point on rating (point_id, rated_at)
  `.execute(db)
  await sql`
    create index rating_unit on rating (unit_id, rated_at)
  `.execute(db)
  await sql`
    create index rating_matter on rating (matter_id)
  `.execute(db)
  await sql`
    create index rating_staff on rating (staff_id)
  `.execute(db)
  await sql`
    create index rating_unlinked on rating (center_id, rated_hour) where visit_id is null
  `.execute(db)
  await sql`
    create index rating_bad on rating (rated_at) where level in ('dissatisfied', 'very_dissatisfied')
  `.execute(db)
  await sql`
    create table rating_contact (
      rating_id text primary key references rating (id),
      sealed text not null
    )
  `.execute(db)
  await sql`
    create table rating_trace (
      rating_id text primary key references rating (id),
      center_id text not null,
      day text not null,
      device_hash text,
      network_hash text,
      mobile_hash text
    )
  `.execute(db)
  await sql`
    create index rating_trace_day on rating_trace (day, center_id)
  `.execute(db)
  await sql`
    create table rating_tally (
      center_id text not null,
      point_id text not null,
      unit_id text not null,
      matter_id text not null,
      staff_id text not null,
      hour text not null,
      very_satisfied integer not null,
      satisfied integer not null,
      basically_satisfied integer not null,
      dissatisfied integer not null,
      very_dissatisfied integer not null,
      auto_default integer not null,
      excluded integer not null,
      primary key (center_id, hour, point_id, unit_id, matter_id, staff_id)
    )
  `.execute(db)
  await sql`
    create index rating_tally_unit on rating_tally (unit_id, hour)
  `.execute(db)
  await sql`
    create table rating_flag (
      id text primary key,
      center_id text not null references window_center (id),
      point_id text not null references window_point (id),
      rating_id text references rating (id),
      rule text not null,
      subject text not null,
      day text not null,
      evidence text not null,
      state text not null check (state in ('open', 'confirmed', 'cleared')),
      note text not null,
      reviewed_by text,
      reviewed_at text,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create unique index rating_flag_subject on rating_flag (rule, subject)
  `.execute(db)
  await sql`
    create index rating_flag_center on rating_flag (center_id, day)
  `.execute(db)
  await sql`
    create index rating_flag_point on rating_flag (point_id)
  `.execute(db)
  await sql`
    create index rating_flag_rating on rating_flag (rating_id)
  `.execute(db)
  await sql`
    create table rating_import (
      id text primary key,
      center_id text not null references window_center (id),
      file_name text not null,
      digest text not null,
      direction text not null check (direction in ('five_is_best', 'one_is_best')),
      imported integer not null,
      auto_default integer not null,
      repeated integer not null,
      refused integer not null,
      unknown_tags text not null,
      rejects text not null,
      created_by text not null,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create index rating_import_center on rating_import (center_id)
  `.execute(db)
}
