/** What is said of two plans side by side. */
export const planDiffWords = {
  same: (digest: string): string => `The plans mean the same: ${digest}`,
  digests: (old: string, next: string): string => `${old} → ${next}`,
  nothing: "nothing",
  live: "live",
  consent: (allow: string): string => `approval required: --allow ${allow}`,
};
