/**
 * Whether a list of patterns of GitHub takes a path or a branch: the last pattern that fits decides. Source: GitHub,
 * "Workflow syntax for GitHub Actions", filter pattern cheat sheet.
 */
export function isMatch(patterns: readonly string[], text: string): boolean {
  return patterns.reduce((isTaken, pattern) => {
    const isNegative = pattern.startsWith("!");
    const fits = expressionOf(isNegative ? pattern.slice(1) : pattern).test(text);
    return fits ? !isNegative : isTaken;
  }, false);
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.match(/\*\*\/|\*\*|\\.|\[[^\]]*\]|[\s\S]/gu) ?? [];
  return new RegExp(`^${parts.map(partOf).join("")}$`, "u");
}

function partOf(part: string): string {
  // Folders, or none: `docs/**/*.md` takes `docs/README.md`.
  if (part === "**/") return "(?:.*/)?";
  if (part === "**") return ".*";
  if (part === "*") return "[^/]*";
  // Of the character before.
  if (part === "?" || part === "+") return part;
  if (part.startsWith("[") && part.length > 1) return part;
  return (part.startsWith("\\") ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|/]/gu, (sign) => `\\${sign}`);
}
