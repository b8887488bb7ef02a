/** The formats of messages that the drift of an account is written in: one for each robot that is known. */
const robots = ["wecom", "feishu", "dingtalk"];

/** The reports of a run that are messages, as files below a folder. */
export function robotReports(folder: string): string {
  return robots.map((robot) => `--report ${robot}="${folder}/${robot}.json"`).join(" ");
}

/**
 * Lines that send the message to the robot whose address is the variable WXCARDS_ROBOT_URL, and end the shell without it
 * where there is none. The address is a secret: it goes to curl by its standard input, since others see arguments.
 */
export function postToRobot(folder: string): string[] {
  return [
    'case "$WXCARDS_ROBOT_URL" in',
    '"") exit 0 ;;',
    "https://qyapi.weixin.qq.com/*) body=wecom ;;",
    "https://open.feishu.cn/* | https://open.larksuite.com/*) body=feishu ;;",
    "https://oapi.dingtalk.com/*) body=dingtalk ;;",
    '*) echo "WXCARDS_ROBOT_URL is of no robot that is known" >&2; exit 1 ;;',
    "esac",
    'printf \'url = "%s"\\n\' "$WXCARDS_ROBOT_URL" |',
    `  curl -fsS --retry 3 -m 20 -K - -H "content-type: application/json" --data-binary "@${folder}/$body.json"`,
  ];
}
