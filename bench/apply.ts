import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { usualPace } from "../src/model/pace.ts";
import { projectOf } from "./fixture.ts";
import { compared, inTurns, node, take } from "./measure.ts";
import { serve } from "./platform.ts";
import { entry, type Judged, line } from "./report.ts";

const cards = 1_000;
const latencyMs = 50;
const rounds = 3;

/** `apply` of 1,000 changed cards, beside a bare loop of the same requests at the same concurrency. */
export async function applyAtSize(): Promise<Judged[]> {
  const project = projectOf(cards);
  // The loop changes cards too: it has a platform of its own, so that neither finds what the other did.
  const server = await serve(cards, latencyMs);
  const other = await serve(cards, latencyMs);
  try {
    const { env } = server;
    const apply = [entry, "apply", "--yes", "--allow", "many"];
    take(node(apply, { cwd: project.folder, env }));
    let round = 0;
    const before = () => changeAll(project.folder, ++round);
    const own = node(apply, { cwd: project.folder, env, before });
    const { reads, writes } = usualPace;
    const floor = node([join(import.meta.dirname, "floor/apply.cjs"), String(cards), String(reads), String(writes)], {
      env: other.env,
    });
    const [applied = [], bare = []] = inTurns([own, floor], rounds);
    const promised = [
      { what: "wall", measured: compared(applied, bare, "wallMs").ratio, limit: 1.3, unit: "× the loop" },
      { what: "memory", measured: Math.max(...applied.map((one) => one.residentMb)), limit: 200, unit: "MB" },
    ];
    return [line(`apply, ${cards} changed cards, ${latencyMs} ms`, applied, bare, promised)];
  } finally {
    await server.close();
    await other.close();
    project.remove();
  }
}

/** Gives every card of a project another notice. */
function changeAll(folder: string, round: number): void {
  for (const file of readdirSync(join(folder, "cards"))) {
    const path = join(folder, "cards", file);
    writeFileSync(path, readFileSync(path, "utf8").replace(/^( *notice:).*$/m, `$1 请出示 ${round}`));
  }
}
