/** What is said of two plans side by side. */
export const planDiffWords = {
  same: (digest: string): string => `The plans mean the same: ${digest}`,
  digests: (old: string, next: string): string => `${old} → ${next}`,
  nothing: "nothing",
  live: "live",
  /** Where nobody has seen what is live. */
  unseen: "not seen",
  /** Where the digests differ, and nothing that has a line of its own. */
  elsewhere: "requests, fields and consent are the same: accounts, ids or what was read of a whole resource differ",
  consent: (allow: string): string => `approval required: --allow ${allow}`,
};
