import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realFiles } from "../../src/cli/files.ts";
import { folderStore } from "../../src/state/folder/folder-store.ts";
import { memoryFiles, ROOT } from "../documents/support.ts";
import { fakeClock, seededRandom } from "../helpers/clock.ts";
import { memoryStore } from "../helpers/memory-store.ts";
import { storeContract } from "./store-contract.ts";

storeContract("in the memory of a test", async () => {
  const store = memoryStore();
  return { open: () => store };
});

const place = { clock: fakeClock(), random: seededRandom(7), folder: "wxcards.state", journals: ".wxcards/journal" };

storeContract("in a folder of a simulated disk", async () => {
  const files = memoryFiles({});
  return { open: () => folderStore({ ...place, files, root: ROOT }) };
});

storeContract("in a folder of this machine", async () => {
  const root = mkdtempSync(join(tmpdir(), "state-"));
  return {
    open: () => folderStore({ ...place, files: realFiles, root }),
    close: async () => rmSync(root, { recursive: true }),
  };
});
