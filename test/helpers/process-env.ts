/**
 * Environment of a process that a test starts: what any program needs to run, and what the test names. Nothing else of
 * the machine comes through: `CI`, `GITHUB_*`, a proxy or a `WXCARDS_*` of whoever runs the tests would change what the
 * command does.
 */
export function processEnv(named: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const needed = ["PATH", "HOME", "TMPDIR"].map((name) => [name, process.env[name]] as const);
  return Object.fromEntries([...needed, ...Object.entries(named)].filter(([, value]) => value !== undefined));
}
