import { join } from "node:path";
import { expect, test } from "vitest";
import { bundled, temporaryFolder } from "../documents/support.ts";
import { hasStrace, mainCalls, type SystemCall, start, traced } from "./command.ts";
import { applyWords, openProject } from "./project.ts";

// Proves G10.

/* What must not land twice is on the disk before it goes out: seen in the order of the system calls. */
const folder = temporaryFolder();

/** Requests that must not be carried out twice, as they begin on the wire. */
const once =
  /"POST \/(card\/(create|modifystock|paygiftcard\/(add|delete))|v3\/brand\/partner\/card-member\/cards)[? ]/;

function isMemory({ name, rest }: SystemCall): boolean {
  return (name === "write" || name === "pwrite64") && /^\d+<[^>]*(wxcards\.state|\.wxcards)[^>]*>/.test(rest);
}

function isFlush({ name, rest }: SystemCall): boolean {
  return (name === "fsync" || name === "fdatasync") && /^\d+<[^>]*(wxcards\.state|\.wxcards)[^>]*>/.test(rest);
}

test.skipIf(!hasStrace)("the intent of a write and its fsync come before the request, each time", async () => {
  const cli = await bundled("cli/entry.ts", folder);
  const world = await openProject();
  const options = ["-yy", "-s", "4096", "-e", "trace=write,pwrite64,writev,sendto,fsync,fdatasync"];
  const command = traced(join(folder, "order"), options, [process.execPath, cli, ...applyWords]);
  const ended = await start(world, command).ended;
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  await world.close();
  const calls = mainCalls(folder, "order");
  const sent = calls.flatMap((call, index) => (once.test(call.rest) && !isMemory(call) ? [index] : []));
  // A create of a card, one of a brand card, a rule taken down, two added.
  expect(sent.length).toBe(5);
  let from = 0;
  for (const at of sent) {
    const before = calls.slice(from, at);
    const intent = before.findLastIndex((call) => isMemory(call) && /pending|operation/.test(call.rest));
    const flushed = before.findIndex((call, index) => index > intent && isFlush(call));
    expect({ at, intent: intent >= 0, flushed: flushed > intent, request: calls[at]?.rest.slice(0, 80) }).toEqual({
      at,
      intent: true,
      flushed: true,
      request: calls[at]?.rest.slice(0, 80),
    });
    from = at + 1;
  }
});
