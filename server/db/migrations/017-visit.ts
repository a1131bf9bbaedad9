// Visits 办件: the denominator. One row a service that may be rated, and its tallies by hour.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table visit_import (
      id text primary key,
      center_id text not null references window_center (id),
      file_name text not null,
      state text not null check (state in ('running', 'done', 'removed')),
      digest text not null,
      imported integer not null,
      changed integer not null,
      repeated integer not null,
      refused integer not null,
      removed integer not null,
      rejects text not null,
      created_by text not null,
      created_at text not null
    )
  `.execute(db)
  await sql`
    create index visit_import_center on visit_import (center_id, digest)
  `.execute(db)
  await sql`
    create table visit (
      id text primary key,
      center_id text not null references window_center (id),
      point_id text not null references window_point (id),
      unit_id text references unit (id),
      matter_id text references window_matter (id),
      staff_id text references window_staff (id),
      case_no text not null,
      source text not null check (source in ('api', 'file', 'tap', 'exchange')),
      import_id text references visit_import (id),
      mobile_hash text,
      started_at text,
      finished_at text,
      finished_hour text,
      code_hash text not null,
      offered_at text,
      rated_at text,
      created_at text not null,
      updated_at text not null
    )
  `.execute(db)
  await sql`
    create unique index visit_case on visit (center_id, case_no)
  `.execute(db)
  await sql`
    create unique index visit_code on visit (code_hash)
  `.execute(db)
  await sql`
    create index visit_point on visit (point_id, finished_at)
  `.execute(db)
  await sql`
    create index visit_center on visit (center_id, finished_at)
  `.execute(db)
  await sql`
    create index visit_offered on visit (point_id, offered_at) where offered_at is not null
  `.execute(db)
  await sql`
    create index visit_when on visit ((coalesce(finished_at, created_at)), id)
  `.execute(db)
  await sql`
    create index visit_import_rows on visit (import_id) where import_id is not null
  `.execute(db)
  await sql`
    create index visit_unit on visit (unit_id)
  `.execute(db)
  await sql`
    create index visit_matter on visit (matter_id)
  `.execute(db)
  await sql`
    create index visit_staff on visit (staff_id)
  `.execute(db)
  await sql`
    create table visit_tally (
      center_id text not null,
      point_id text not null,
      unit_id text not null,
      matter_id text not null,
      staff_id text not null,
      hour text not null,
      visits integer not null,
      rated integer not null,
      primary key (center_id, hour, point_id, unit_id, matter_id, staff_id)
    )
  `.execute(db)
  await sql`
    create table visit_key (
      id text primary key,
      center_id text not null references window_center (id),
      name text not null,
      key_hash text not null,
      tail text not null,
      created_by text not null,
      created_at text not null,
      used_at text,
      revoked_at text
    )
  `.execute(db)
  await sql`
    create unique index visit_key_hash on visit_key (key_hash)
  `.execute(db)
  await sql`
    create index visit_key_center on visit_key (center_id)
  `.execute(db)
  await sql`
    create table visit_request (
      key_id text not null references visit_key (id),
      idempotency_key text not null,
      digest text not null,
      answer text not null,
      created_at text not null,
      primary key (key_id, idempotency_key)
    )
  `.execute(db)
  await sql`
    create index visit_request_made on visit_request (created_at)
  `.execute(db)
}
