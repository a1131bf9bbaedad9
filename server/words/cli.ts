// Words of the `minping` command.

export const minpingHelp = `minping — 民评 from the shell

  minping serve                       run the server (also: npm start)
  minping migrate                     bring the database to the newest schema
  minping demo                        load the demo into an empty house
  minping user add NAME --role ROLE   add an office user; prints a one-time password
  minping audit verify                recompute the audit chain
  minping roster check FILE           what an import of this roster would find, as JSON
  minping score FILE --scheme S.json  unit scores of a third-party response file, as JSON

JSON goes to stdout, words to stderr. Exit 0: done. 1: a check said no, or the input is bad. 2: the call is wrong.
Each command answers --help.
`
