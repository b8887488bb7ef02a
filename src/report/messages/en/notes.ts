/** What the settings of a host have to hold for its workflows. */
interface CiSettings {
  readonly branch: string;
  readonly secrets: readonly string[];
  readonly settings: readonly string[];
}

/** What a person is asked before a code is made invalid. */
interface InvalidationWords {
  readonly address: string;
  readonly code: string;
  readonly holder: string;
  readonly state: string;
  readonly reason: string;
}

/** What commands say beside their results, on stderr as a rule. */
export const notes = {
  noDocuments: "No document was found: `cards:` in the project file says where they live.",
  valid: (documents: number): string => `${documents} ${documents === 1 ? "document is" : "documents are"} valid.`,
  nothingOpen: "Nothing was left open.",
  waitingForLease: (account: string, holder: string): string => `waiting for ${account}, which ${holder} writes`,
  waitingForOpen: (until: string): string => `waiting until ${until} for what earlier runs left open`,
  saved: (file: string, allowed: string): string =>
    `Saved to ${file}: wxcards apply ${file}${allowed} carries out what still fits.`,
  /** Of a plan that asked no platform: it approves nothing. */
  savedOffline: (file: string): string =>
    `Saved to ${file}. It was made offline: wxcards diff takes it, and wxcards apply only a plan that asked the platform.`,
  reading: (done: number, total: number): string => `reading ${done} of ${total}`,
  carryingOut: (number: number, total: number, address: string): string => `${number} of ${total}: ${address}`,
  lookingAgain: (waiting: number, seconds: number): string => `${waiting} in review; looking again in ${seconds} s`,
  nothingManaged: "Nothing is managed here.",
  envFileNotRead: (file: string): string => `${file} is not read, because CI is set.`,
  requestsGoTo: (account: string, address: string, variable: string): string =>
    `${account}: requests go to ${address} (${variable})`,
  waiting: (account: string, seconds: number): string => `${account}: waiting ${seconds} s, as the platform asks`,
  refreshTokenUnkept: (account: string, variable: string): string =>
    `${account}: the refresh token has changed, and nothing keeps the new one: an apply stops here until ${variable} says what does`,
  sandboxFilled: (put: number, present: number): string =>
    `${put} put on the embedded platform, ${present} there already.`,
  serving: "Serving the embedded platform. Ctrl-C ends it.",
  noPlaceForCard: "no card is written: `cards:` in wxcards.yaml does not say where a new document goes",
  staysAsItIs: (file: string): string => `${file} is there already and stays as it is`,
  nothingToWrite: "nothing to write",
  journalKept: (file: string): string =>
    `What is not in the state yet is in ${file}: wxcards state push ${file} brings it there.`,
  isUpToDate: (file: string): string => `${file} is up to date`,
  noEditorSchema: (file: string): string => `${file} is not there yet: wxcards schema writes it, for editors`,
  wrote: (file: string): string => `wrote ${file}`,
  afterInit: "Next: wxcards plan, then wxcards apply. The card is on the embedded platform; nothing reaches Weixin.",
  isEdited: (file: string): string =>
    `${file} was edited and stays as it is; to have it anew, take it away and run this again`,
  afterCi: {
    github: ({ branch, secrets, settings }: CiSettings): readonly string[] => [
      "Next: commit all of it on a branch, and open a pull request. Its plan needs no secret.",
      `Before the merge, make two environments for the branch ${branch} only: wxcards-plan, and wxcards with required reviewers.`,
      ...(secrets.length === 0 ? [] : [`  secrets of both: ${secrets.join(", ")}`]),
      ...(settings.length === 0 ? [] : [`  variables of the repository, as needed: ${settings.join(", ")}`]),
    ],
    gitlab: ({ branch, secrets, settings }: CiSettings): readonly string[] => [
      "Next: add this to .gitlab-ci.yml, commit all of it on a branch, and open a merge request. Its plan needs no secret.",
      "  include: [{ local: .gitlab/wxcards.gitlab-ci.yml }]",
      `Before the merge, protect the branch ${branch} and the environment wxcards, and set variables for the environments wxcards*, protected and masked:`,
      `  ${[...secrets, "WXCARDS_GIT_TOKEN"].join(", ")}`,
      ...(settings.length === 0 ? [] : [`  and those that are no secrets, as needed: ${settings.join(", ")}`]),
    ],
  },
  toolApart: (why: string): string =>
    `${why}: the tool has a package.json of its own in vendor/, and that of the repository stays as it is`,
  otherManager: (file: string, manager: string): string => `${file} says that ${manager} installs the packages here`,
  hasShrinkwrap: (file: string): string => `${file} stands in the place of package-lock.json`,
  lockOfVersion: (file: string, version: string): string =>
    `${file} is of version ${version}, and only versions 2 and 3 can be added to`,
  toolLinked: (file: string): string => `${file} has wxcards as a folder of this machine`,
  noLock: (file: string): string => `${file} has other packages, and no package-lock.json says which versions`,
  toolDeclared: (file: string, sections: readonly string[]): string =>
    `${file} has wxcards in ${sections.join(" and ")}`,
  toolFormer: (file: string, value: string): string => `${file} had wxcards as ${value}`,
  toolOlder: (file: string): string => `nothing needs ${file} any more: git rm ${file} takes it away`,
  fileAltered: (path: string, attributes: readonly string[]): string =>
    `git would not keep ${path} as it is (${attributes.join(", ")}): add to .gitattributes the line ${path} -text -filter`,
  filesIgnored: (
    paths: readonly string[],
    rule: { readonly file: string; readonly line: number; readonly pattern: string },
  ): string =>
    `git ignores ${paths.join(", ")}, by line ${rule.line} of ${rule.file} (${rule.pattern}): git add --force ${paths.join(" ")} adds ${paths.length === 1 ? "it" : "them"} all the same`,
  addToIgnored: (file: string, lines: readonly string[]): string =>
    `${file} is there already and stays as it is: add to it ${lines.length === 1 ? "the line" : "the lines"} ${lines.join(", ")}`,
  wouldCall: (call: string): string => `Would send this, unless one is there to be edited: ${call}`,
  confirmNobodys: (whats: string): string =>
    ` Nothing is remembered of what is live yet, so a yes is also consent to ${whats}.`,
  confirmInvalidation: ({ address, code, holder, state, reason }: InvalidationWords): string =>
    `Make ${code} of ${address} invalid, for good? It is ${state}, and held by ${holder}. The member must have agreed, and reads: ${reason}. Only "yes" will do.`,
  confirm: (summary: string, accounts: string): string => `${summary} Apply to ${accounts}? Only "yes" will do.`,
};
