/** The hosts that workflows are written for. */
export const ciHosts = ["github", "gitlab"] as const;

/** A host that workflows are written for. */
export type CiHost = (typeof ciHosts)[number];
