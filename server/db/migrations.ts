// The static list of migrations, oldest first. A released migration is never edited; the next change gets the next number.
import type { Migration } from 'kysely/migration'
import * as m001 from './migrations/001-audit.ts'
import * as m002 from './migrations/002-account.ts'
import * as m003 from './migrations/003-unit.ts'
import * as m004 from './migrations/004-campaign.ts'
import * as m005 from './migrations/005-questionnaire.ts'
import * as m006 from './migrations/006-roster.ts'
import * as m007 from './migrations/007-frame.ts'
import * as m008 from './migrations/008-design.ts'
import * as m009 from './migrations/009-draw.ts'
import * as m010 from './migrations/010-submission.ts'
import * as m011 from './migrations/011-invitation.ts'
import * as m012 from './migrations/012-response.ts'
import * as m013 from './migrations/013-score.ts'
import * as m014 from './migrations/014-component.ts'
import * as m015 from './migrations/015-composite.ts'
import * as m016 from './migrations/016-window.ts'
import * as m017 from './migrations/017-visit.ts'
import * as m018 from './migrations/018-rating.ts'
import * as m019 from './migrations/019-rectification.ts'

export const migrations: Record<string, Migration> = {
  '001-audit': m001,
  '002-account': m002,
  '003-unit': m003,
  '004-campaign': m004,
  '005-questionnaire': m005,
  '006-roster': m006,
  '007-frame': m007,
  '008-design': m008,
  '009-draw': m009,
  '010-submission': m010,
  '011-invitation': m011,
  '012-response': m012,
  '013-score': m013,
  '014-component': m014,
  '015-composite': m015,
  '016-window': m016,
  '017-visit': m017,
  '018-rating': m018,
  '019-rectification': m019,
}
