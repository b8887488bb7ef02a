import { leaksOf, spellingsOf } from "../helpers/spellings.ts";
import { type Shop, secrets } from "./shop.ts";
import type { PlayedRun } from "./workflow-run.ts";

/** All that a run left where people read it: what its steps said, its pages, and the files that it kept. */
export function textsOfRun({ jobs, artifacts }: PlayedRun): readonly string[] {
  const played = Object.values(jobs).flatMap(({ steps, summary }) => [...steps.map(({ log }) => log), summary]);
  const files = [...artifacts.values()].flatMap((kept) => [...kept.values()].map((bytes) => bytes.toString("utf8")));
  return [...played, ...files];
}

/**
 * What of a secret of the shop, or of a token of a job, is shown in any spelling: in what runs left, in comments and issues,
 * and in what was committed, the branches of the state included. `isOwn` is for a job that shows its own token on purpose.
 */
export async function leaksIn(shop: Shop, isOwn: (token: string) => boolean = () => false): Promise<readonly string[]> {
  const { api, repository, runs } = shop.github;
  const said = [...api.comments.values()].flat().concat(api.issues);
  const committed = await repository.git("log", "--all", "--patch", "--format=%an %ae %B", "--", ":!docs", ":!vendor");
  const texts = [...runs.flatMap(textsOfRun), ...said.map(({ title = "", body }) => `${title}\n${body}`), committed];
  const tokens = runs.flatMap(({ jobs }) => Object.values(jobs).map(({ token }) => token));
  return leaksInTexts(texts, [...Object.values(secrets), ...tokens.filter((token) => !isOwn(token))]);
}

/** What texts show of secrets: whole in any spelling, or, of the first ones, a piece. */
export function leaksInTexts(texts: readonly string[], hidden: readonly string[]): readonly string[] {
  const text = texts.join("\n");
  const spelled = hidden.flatMap((secret) =>
    Object.entries(spellingsOf(secret)).flatMap(([spelling, written]) =>
      text.includes(written) ? [`${secret}: ${spelling}`] : [],
    ),
  );
  return [...spelled, ...hidden.slice(0, 2).flatMap((secret) => leaksOf(secret, text) ?? [])];
}
