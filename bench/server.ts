/**
 * The embedded platform in a process of its own, with so many gold cards: `server.ts CARDS LATENCY_MS`. Prints its address and a token as JSON; ends with
 * its standard input.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../src/model/json.ts";
import { startSandbox } from "../src/sandbox/sandbox.ts";
import { appid, cardId } from "./fixture.ts";

const [cards = 1, latencyMs = 0] = process.argv.slice(2).map(Number);

const sandbox = await startSandbox({
  clock: { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
  random: { next: Math.random },
  accounts: [{ appid, secret: "no-secret-of-anyone" }],
  habits: { latencyMs },
  recordLimit: 0,
});
const gold = parse(readFileSync(join(import.meta.dirname, "../cards/gold.yaml"), "utf8")) as { spec: JsonObject };
for (let index = 0; index < cards; index += 1) sandbox.addCard(appid, gold.spec, { card_id: cardId(index) });
console.log(JSON.stringify({ url: sandbox.url, token: sandbox.token(appid) }));
process.stdin.resume().on("end", () => process.exit(0));
