import type { objectWords as english } from "../../en/results/objects.ts";
import { a, counted, joined, unnamedObject } from "../phrases.ts";

/** What is said of the objects that a resource is made of. The kind says what people call them. */
export const objectWords: typeof english = {
  named: (id, { object: [object] }) => joined(object, id),
  unnamed: (item, { object: [object] }) => unnamedObject(item, object),
  objects: (count, { object }) => counted(count, object),
  stay: (count, items, { object, item }) => `${counted(count, object)}（${counted(items, item)}）保持不变`,
  content: (count, items, { item }) => `${counted(count, item)}：${items}`,
  occupied: (content) => `已知在别处被占用，单独尝试 ${content}`,
  added: (content, { object: [object] }) => `新建${object}，含 ${content}`,
  takenDown: (name, content) => `${joined("撤下", name)}，含 ${content}`,
  replaced: (name, content) => `${joined("撤下", name, "并重新添加")}，含 ${content}`,
  idIsAsked: "；它的 id 先由一次预期会被拒绝的添加来查明",
  gap: ({ object: [object] }) => `期间没有生效的${object}`,
  oneByOne: ({ object: [object] }) => `每次只处理${a(object)}`,
  without: (members) => `不含平台拒绝的 ${members}`,
  restored: (restored, { object: [object], item: [item] }) => {
    switch (restored) {
      case "live":
        return `原来的${object}已恢复生效`;
      case "not-live":
        return `【注意】这些${item}现在没有生效的${object}`;
      case "unknown":
        return `无法确定${object}是否生效`;
    }
  },
};
