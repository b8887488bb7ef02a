/** What is asked of version control. */
export interface Git {
  /** True when git tracks a file of a folder; false where there is no git, no repository, or only an untracked file. */
  tracks(folder: string, file: string): Promise<boolean>;
}

/** The git of this machine. Loaded only when it is asked. */
export const realGit: Git = {
  tracks: async (folder, file) => {
    const { execFile } = await import("node:child_process");
    // No program that the configuration of the repository names is started for a question.
    const argv = ["-c", "core.fsmonitor=false", "ls-files", "--error-unmatch", "--", file];
    return new Promise((resolve) => {
      execFile("git", argv, { cwd: folder, timeout: 10_000 }, (error) => resolve(error === null));
    });
  },
};
