"""What many teams have today: reads one card after the other and compares its title. `plan.py CARDS FOLDER`."""

import os
import re
import sys

import requests

cards, folder = int(sys.argv[1]), sys.argv[2]
base = os.environ["WXCARDS_WEIXIN_BASE_URL"]
token = os.environ["WXCARDS_COFFEE_ACCESS_TOKEN"]
session = requests.Session()
different = 0
for index in range(cards):
    with open(f"{folder}/cards/gold-{index:05}.yaml", encoding="utf-8") as file:
        text = file.read()
    card_id = re.search(r"^id: (\S+)", text, re.M).group(1)
    title = re.search(r"^    title: (.*)$", text, re.M).group(1).split(" #")[0]
    answer = session.post(f"{base}/card/get?access_token={token}", json={"card_id": card_id}).json()
    different += answer["card"]["member_card"]["base_info"]["title"] != title
if different:
    sys.exit(f"{different} differ")
