// Words of the `minping` command.

export const minpingHelp = `minping — 民评 from the shell

  minping serve                       run the server (also: npm start)
  minping migrate                     bring the database to the newest schema
  minping demo                        load the demo into an empty house
  minping user add NAME --role ROLE   add an office user; prints a one-time password
  minping backup FILE                 the whole house in one file, while it runs (- = standard output)
  minping restore FILE                a backup into an empty house of either engine
  minping audit verify                recompute the audit chain
  minping roster check FILE           what an import of this roster would find, as JSON
  minping score FILE --scheme S.json  unit scores of a third-party response file, as JSON

JSON goes to stdout, words to stderr. Exit 0: done. 1: a check said no, or the input is bad. 2: the call is wrong.
Each command answers --help.
`

export const backupHelp = `minping backup FILE — 备份  (FILE - = standard output, to encrypt on the way: minping backup - | gpg -c > house.gpg)

  写出此刻的全部数据和上传文件（gzip），运行中或停止时都可以，两种数据库都可以。不含 KEY_FILE，请分开保存。文件里有个人信息。
  公布之前做的备份仍含有能把答卷与邀请对上的钥匙，公布后请删除。

  Writes all rows and uploaded files as they are at this moment, gzipped, from a running or a stopped house, SQLite or PostgreSQL.
  KEY_FILE is not in it: keep the two apart. The file holds personal data. A backup made before a campaign's publication still
  holds the key that joins its answers to invitations: delete such backups when the campaign is published.
`

export const restoreHelp = `minping restore FILE [--other-key] — 恢复  (FILE - = standard input)

  把备份放进一个空系统（新的 DATA_DIR 或新的数据库），要么全部成功，要么不动；升级到最新结构并核验审计链。
  KEY_FILE 必须是做备份时的密钥；--other-key 表示没有它也继续，用旧密钥加密的联系方式将无法读取。

  Puts a backup into an empty house (a new DATA_DIR, or a new database for DATABASE_URL) of either engine, all or nothing, brings
  it to the newest schema and checks the audit chain. KEY_FILE must be the key of the house that made the backup; --other-key goes
  on without it: contacts that were encrypted under the lost key stay unreadable.
`

/** What a person at the shell is told; keys are reasons, `{…}` is filled in. */
export const backupWords = {
  exists: [
    '{file} 已存在，没有改动。请换一个文件名。',
    '{file} exists already and was not changed. Choose another name.',
  ],
  absent: ['没有文件 {file}。', 'There is no file {file}.'],
  notEmpty: [
    '这个系统里已有数据，没有改动。请用新的 DATA_DIR（或新的数据库）恢复。',
    'This house holds data already; nothing was changed. Restore into a new DATA_DIR (or a new database).',
  ],
  newer: [
    '备份来自更新的版本（{migration}），请先升级程序。',
    'The backup comes from a newer version ({migration}); update the program first.',
  ],
  otherKey: [
    '密钥文件不是做备份时的那一个：请先把原来的密钥放到 {file}，或加 --other-key（加密的联系方式将无法读取）。',
    'The key file is not the one of the house that made the backup: put that key at {file} first, or add --other-key (encrypted contacts stay unreadable).',
  ],
  unusable: ['备份不能使用，没有改动：{reason}。', 'The backup cannot be used and nothing was changed: {reason}.'],
  made: ['备份完成：{rows} 行、{files} 个文件。', 'Backed up: {rows} rows, {files} files.'],
  restored: ['恢复完成：{rows} 行、{files} 个文件。', 'Restored: {rows} rows, {files} files.'],
} as const satisfies Record<string, readonly [string, string]>
