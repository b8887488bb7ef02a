/** For whoever meets the branch: what it is, and what not to do with it. */
export const stateReadme = `# What wxcards remembers of an account

This branch is kept by [wxcards](https://www.npmjs.com/package/wxcards). \`state.yaml\` holds what the platform gave for the
documents of this repository, \`lease.yaml\` who is writing right now and what is under way. A commit is the record of a run:
\`wxcards history\` reads them.

Do not merge this branch, edit it by hand, rewind it or delete it: the tool would take what it remembers for lost. It is
never checked out, and no pipeline needs to run for it.
`;

/** What stands on a branch with what was live, for whoever meets it. */
export const liveReadme = `# What was live of an account

\`wxcards snapshot\` writes this branch: the values of the fields that documents declare, as they were when it was taken.
\`wxcards plan --offline\` reads it, where nobody can ask the platform. It is not meant to be merged or edited, and it may
be taken away at any time.
`;
