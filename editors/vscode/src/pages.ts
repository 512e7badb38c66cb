// The pages that can stand beside a contract.
//
// In: nothing. Out: what each is called and says. Relies on: nothing. Guarantees: every sentence is for those who
// write contracts.
import type { PageKind } from "./panel";

export const SUMMARY: PageKind = {
  panel: "sib.summary",
  command: "sib.summary",
  title: (file) => `Summary of ${file}`,
  outdated: "Summary before the last changes",
  openFirst: "Open a contract first; its summary is then shown beside it.",
  refused: "There is no summary of this contract at the moment. What is wrong with it is listed under Problems.",
  stopped: "The checker is not running, so there is no summary. The status bar says why.",
};

export const TRY_OUT: PageKind = {
  panel: "sib.tryOut",
  command: "sib.preview",
  title: (file) => `Try out ${file}`,
  outdated: "Try out: before the last changes",
  openFirst: "Open a contract first; what it pays is then tried out beside it.",
  refused: "This contract cannot be tried out at the moment. What is wrong with it is listed under Problems.",
  stopped: "The checker is not running, so nothing can be tried out. The status bar says why.",
};
