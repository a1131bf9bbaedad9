// Rectification 差评整改: one case a bad rating, its steps, files, reminders, and days that differ from the calendar.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rectification (
      id text primary key,
      rating_id text not null references rating (id),
      center_id text not null references window_center (id),
      point_id text not null references window_point (id),
      unit_id text references unit (id),
      matter_id text references window_matter (id),
      staff_id text references window_staff (id),
      owner_id text references window_staff (id),
      named integer not null,
      state text not null
        check (state in ('pending', 'verifying', 'mending', 'calling_back', 'closed', 'appealing', 'dismissed')),
      verdict text check (verdict in ('mend_at_once', 'mend_by_deadline', 'explain')),
      rated_hour text not null,
      opened_at text not null,
      counts_from text not null,
      contact_due text not null,
      close_due text not null,
      extended_to text,
      replied_at text,
      mended_at text,
      wait_until text,
      called_at text,
      satisfied integer,
      reopened integer not null,
      closed_at text,
      version integer not null
    )
  `.execute(db)
  await sql`
    create unique index rectification_rating on rectification (rating_id)
  `.execute(db)
  await sql`
    create index rectification_center on rectification (center_id, state)
  `.execute(db)
  await sql`
    create index rectification_point on rectification (point_id, state)
  `.execute(db)
  await sql`
    create index rectification_hour on rectification (center_id, rated_hour)
  `.execute(db)
  await sql`
    create index rectification_unit on rectification (unit_id)
  `.execute(db)
  await sql`
    create index rectification_matter on rectification (matter_id)
  `.execute(db)
  await sql`
    create index rectification_staff on rectification (staff_id)
  `.execute(db)
  await sql`
    create index rectification_owner on rectification (owner_id)
  `.execute(db)
  await sql`
    create table rectification_step (
      id text primary key,
      rectification_id text not null references rectification (id),
      action text not null,
      from_state text not null,
      to_state text not null,
      detail text not null,
      note text not null,
      for_rater integer not null,
      actor_id text,
      actor_name text not null,
      at text not null
    )
  `.execute(db)
  await sql`
    create index rectification_step_case on rectification_step (rectification_id)
  `.execute(db)
  await sql`
    create table rectification_file (
      id text primary key,
      rectification_id text not null references rectification (id),
      name text not null,
      media_type text not null,
      bytes integer not null,
      digest text not null,
      content text not null,
      created_by text not null,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create index rectification_file_case on rectification_file (rectification_id)
  `.execute(db)
  await sql`
    create table rectification_reminder (
      rectification_id text not null references rectification (id),
      kind text not null,
      at text not null,
      seen_at text,
      primary key (rectification_id, kind)
    )
  `.execute(db)
  await sql`
    create table rectification_day (
      day text primary key,
      working integer not null,
      note text not null,
      created_by text not null,
      created_at text not null
    )
  `.execute(db)
}
