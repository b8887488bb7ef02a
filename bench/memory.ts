import { projectOf } from "./fixture.ts";
import { median, node, type Program, take } from "./measure.ts";
import { serve } from "./platform.ts";
import { entry } from "./report.ts";

const sizes = [100, 1_000, 10_000, 50_000] as const;
const rounds = 3;

/** The most memory that `validate` and `plan` have resident, by the number of cards, and what a thousand more take. */
export async function memoryAtSize(): Promise<string[]> {
  const curves: Record<"validate" | "plan", number[]> = { validate: [], plan: [] };
  for (const cards of sizes) {
    const project = projectOf(cards);
    const server = await serve(cards, 0);
    try {
      const { env } = server;
      const run = (command: string): Program => node([entry, command], { cwd: project.folder, env });
      curves.validate.push(residentOf(run("validate")));
      take(node([entry, "apply", "--yes"], { cwd: project.folder, env }));
      curves.plan.push(residentOf(run("plan")));
    } finally {
      await server.close();
      project.remove();
    }
  }
  return Object.entries(curves).map(([name, curve]) => `memory, ${name}`.padEnd(34) + curveText(curve));
}

function residentOf(program: Program): number {
  return median(Array.from({ length: rounds }, () => take(program).residentMb));
}

function curveText(curve: readonly number[]): string {
  const points = sizes.map((cards, at) => `${cards}: ${(curve[at] ?? Number.NaN).toFixed(0)} MB`);
  const slopes = sizes.slice(1).map((cards, at) => {
    const more = (curve[at + 1] ?? Number.NaN) - (curve[at] ?? Number.NaN);
    return `${((more / (cards - (sizes[at] ?? 0))) * 1_000).toFixed(1)}`;
  });
  return ` ${points.join(", ")}; MB for a thousand more: ${slopes.join(", ")}`;
}
