import { rmSync } from "node:fs";
import { join } from "node:path";
import { projectOf } from "./fixture.ts";
import { inTurns, node } from "./measure.ts";
import { serve } from "./platform.ts";
import { entry, type Judged, line } from "./report.ts";

const cards = 10_000;
const rounds = 3;

/** `apply` of 10,000 unchanged cards, which sends nothing and only remembers them: first, and when it knows them already. */
export async function rememberAtSize(): Promise<Judged[]> {
  const project = projectOf(cards);
  const server = await serve(cards, 0);
  try {
    const { env } = server;
    const apply = [entry, "apply", "--yes"];
    const forget = () => rmSync(join(project.folder, "wxcards.state"), { recursive: true, force: true });
    const first = node(apply, { cwd: project.folder, env, before: forget });
    const again = node(apply, { cwd: project.folder, env });
    const [remembered = [], known = []] = inTurns([first, again], rounds);
    const promised = (taken: typeof known) => [
      { what: "memory", measured: Math.max(...taken.map((one) => one.residentMb)), limit: 200, unit: "MB" },
    ];
    return [
      line(`apply remembers ${cards} cards`, remembered, known, promised(remembered)),
      line(`apply knows ${cards} cards`, known, known, promised(known)),
    ];
  } finally {
    await server.close();
    project.remove();
  }
}
