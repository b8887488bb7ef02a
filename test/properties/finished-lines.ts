/** Codes of our own: the styles that are painted with, and their ends. */
const ownColours = /\u001b\[(?:1|2|22|3[1-3]|39)m/g;

/**
 * What a runner would obey on a finished line, each looked for as that runner looks for it.
 *
 *     GitHub Actions, act, Forgejo    `::` behind blanks at the beginning; `##[` anywhere
 *     Azure Pipelines                 `##vso[` and `##[` anywhere
 *     TeamCity                        `##teamcity[` anywhere
 *     GitLab                          `section_start:` and `section_end:` with a time
 *     Travis                          `travis_fold:` and `travis_time:`
 *     Buildkite                       `---`, `+++`, `~~~` and `^^^ +++` at the beginning
 */
const forms: Readonly<Record<string, (line: string) => boolean>> = {
  "GitHub ::": (line) => line.trimStart().startsWith("::"),
  "GitHub :: after what is before it is taken away": (line) => /::[^:]*::/.test(line),
  "##[": (line) => line.includes("##["),
  "##word[": (line) => /##[a-z_-]+\[/i.test(line),
  GitLab: (line) => /section_(?:start|end):/.test(line),
  Travis: (line) => /travis_(?:fold|time):/.test(line),
  Buildkite: (line) => /^\s*(?:---|\+\+\+|~~~|\^\^\^)/.test(line),
};

/** A character that a terminal obeys or nobody sees. The classes are written out here once more, so that a hole in ours shows. */
const hidden = new RegExp(
  [
    ...[
      "\\p{Cc}",
      "\\p{Cf}",
      "\\p{Cs}",
      "\\p{Zl}",
      "\\p{Zp}",
      "\\u034f",
      "[\\u115f\\u1160]",
      "[\\u17b4\\u17b5]",
      "[\\u180b-\\u180f]",
    ],
    ...["\\u3164", "[\\ufe00-\\ufe0f]", "\\uffa0", "[\\ufdd0-\\ufdef]", "[\\ufff0-\\ufff8]", "[\\u{e0000}-\\u{e0fff}]"],
    // The last two of every plane are no characters.
    ...Array.from(
      { length: 17 },
      (_, plane) => `[\\u{${(plane * 0x10000 + 0xfffe).toString(16)}}\\u{${(plane * 0x10000 + 0xffff).toString(16)}}]`,
    ),
  ].join("|"),
  "u",
);

/** Pictures, keys and Chinese characters with the marks that belong to them: at most four pictures joined, one flag of three, and no selector that is not in use. */
const seen =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}|\p{Extended_Pictographic}[\ufe0e\ufe0f]?[\u{1f3fb}-\u{1f3ff}]?(?:\u200d\p{Extended_Pictographic}[\ufe0e\ufe0f]?[\u{1f3fb}-\u{1f3ff}]?){0,3}|[\d#*]\ufe0f\u20e3|\p{Script=Han}[\ufe00-\ufe02\u{e0100}-\u{e011f}]/gu;

/** What is active in a finished text, and on which line; nothing when all is well. */
export function activeIn(finished: string): string[] {
  return finished.split("\n").flatMap((line) => {
    const plain = line.replace(ownColours, "");
    const rest = plain.replace(seen, "");
    return [
      ...Object.entries(forms).flatMap(([name, isActive]) =>
        isActive(plain) || isActive(line) ? [`${name}: ${JSON.stringify(line)}`] : [],
      ),
      ...(hidden.test(rest) ? [`hidden: ${JSON.stringify(line)}`] : []),
    ];
  });
}
