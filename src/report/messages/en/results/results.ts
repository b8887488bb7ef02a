import { accountsWords } from "./accounts.ts";
import { applyWords } from "./apply.ts";
import { commentWords } from "./comment.ts";
import { memberWords } from "./member.ts";
import { historyWords, snapshotWords, stateWords } from "./memory.ts";
import { objectWords } from "./objects.ts";
import { explainWords, importWords, statusWords, validationWords, verifyWords } from "./others.ts";
import { fieldChangeWords, planWords } from "./plan.ts";
import { planDiffWords } from "./plan-diff.ts";
import { pullWords } from "./pull.ts";
import { recoveryWords } from "./recovery.ts";
import { explainRows, problemListWords, terms } from "./terms.ts";
import { viewWords } from "./view.ts";

/** What is said in results beside problems. Another language has the same members. */
export const results = {
  terms,
  /** Between words of a list, such as badges. */
  separator: ", ",
  /** Between a word and what is said of it. */
  colon: ": ",
  problems: problemListWords,
  explainRows,
  plan: planWords,
  fieldChange: fieldChangeWords,
  objects: objectWords,
  view: viewWords,
  apply: applyWords,
  recovery: recoveryWords,
  status: statusWords,
  verify: verifyWords,
  validation: validationWords,
  import: importWords,
  explain: explainWords,
  history: historyWords,
  state: stateWords,
  snapshot: snapshotWords,
  planDiff: planDiffWords,
  comment: commentWords,
  pull: pullWords,
  accounts: accountsWords,
  member: memberWords,
};
