/** How the files read a month ago: file, what stands there now, what stood there then. */
export const monthAgo = [
  ["cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉金卡会员"],
  ["cards/gold.yaml", "color: Color060", "color: Color010"],
  ["cards/gold.yaml", "https://m.yunshancoffee.example/level", "https://m.yunshancoffee.example/tier"],
  ["cards/bakery.yaml", "[502118, 502119]", "[502118]"],
  ["cards/hotpot.yaml", "supply_bonus: true", "supply_bonus: false"],
  ["cards/hotpot.yaml", "total_quantity: 100000", "total_quantity: 80000"],
  ["cards/brand.yaml", "card_title: 云杉咖啡会员", "card_title: 云杉会员"],
  ["cards/brand.yaml", "jump_path: /pages/points/index", "jump_path: /pages/points/points"],
] as const;

/** The plan that the CI of the demo makes: on the screen, and as the comment of the pull request. */
export const planOfDemo = {
  args: ["plan", "--sandbox", "--detailed-exitcode", "--report", "markdown=plan.md"],
  comment: "plan.md",
} as const;
