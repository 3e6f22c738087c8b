"""Fetches the OpenAPI documents of a server: documents.py URL CA FOLDER."""

import json
import pathlib
import ssl
import sys
import urllib.request

url, authority, folder = sys.argv[1:]
trust = ssl.create_default_context(cafile=authority)


def fetch(path):
    request = urllib.request.Request(url + path, headers={"Authorization": "Bearer admin-token"})
    with urllib.request.urlopen(request, context=trust) as reply:
        return json.load(reply)


def write(name, document):
    document["info"]["version"] = "(version)"
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    (pathlib.Path(folder) / name).write_text(text, encoding="utf-8")


pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
write("v2.json", fetch("/openapi/v2"))
for path, document in fetch("/openapi/v3")["paths"].items():
    write("v3_" + path.replace("/", "__") + ".json", fetch(document["serverRelativeURL"]))
