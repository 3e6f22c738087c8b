"""Checks the documentation: verify.py HELP FILE.md...

HELP is a file of commands and their flags, one command a line: "clusterregistry store backup --data-dir --help".
Prints what is wrong, or one line of counts.
"""

import json
import pathlib
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.M | re.S)
INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?: {4}.*\n|\n(?= {4}))+")
PATH = re.compile(r"^(?:bin|hack|tests|docs|conformance|benchmarks|api|clients|examples)/[\w./-]+$")
counts = {"links": 0, "blocks": 0, "commands": 0, "files": 0}
problems = []


def problem(file, text):
    problems.append(f"{file.relative_to(ROOT)}: {text}")


def anchors(file):
    """The anchors of a page, as code hosts make them of its headings."""
    text = FENCE.sub("", file.read_text())
    found = set(re.findall(r'<a (?:id|name)="([^"]+)"', text))
    for heading in re.findall(r"^#+ +(.*)$", text, re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        while slug in found:
            slug += "-1"
        found.add(slug)
    return found


def check_links(file, text):
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        counts["links"] += 1
        path, _, anchor = target.partition("#")
        page = (file.parent / path).resolve() if path else file
        if not page.exists():
            problem(file, f"the link {target} leads nowhere")
        elif anchor and page.suffix == ".md" and anchor not in anchors(page):
            problem(file, f"{page.name} has no heading for the link {target}")


def check_files(file, text):
    if file.parent.name == "decisions":
        return  # they speak of the time when they were made
    for word in re.findall(r"`([^`\n]+)`", FENCE.sub("", text)):
        for name in word.split():
            if PATH.match(name) and "/target/" not in name:
                counts["files"] += 1
                if not (ROOT / name.rstrip("/")).exists():
                    problem(file, f"there is no {name}")


def check_block(file, language, content):
    counts["blocks"] += 1
    try:
        if language in ("sh", "bash", "shell"):
            plain = re.sub(r"<[a-z_ ]+>", "word", content)  # <context>
            done = subprocess.run(["bash", "-n"], input=plain, text=True, capture_output=True)
            if done.returncode or done.stderr:
                problem(file, f"a block is no shell script: {done.stderr.strip()}")
        elif language in ("yaml", "yml"):
            list(yaml.safe_load_all(content))
        elif language == "json":
            json.loads(content)
    except (ValueError, yaml.YAMLError) as e:
        problem(file, f"a block is no {language}: {e}")


def check_commands(file, content, flags):
    for line in content.replace("\\\n", " ").splitlines():
        found = re.match(r"\s*(?:\$ |sudo )?(?:[A-Z_]+=\S+ )*(?:\./|bin/)?(clusterregistry|crinit) (.*)", line)
        if not found:
            continue
        words = re.sub(r"\s#.*|[|>;&].*", "", found[2]).split()
        command = found[1]
        while words and f"{command} {words[0]}" in flags:
            command += " " + words.pop(0)
        if command not in flags:
            continue
        counts["commands"] += 1
        if command == found[1] and words and not words[0].startswith("-"):
            problem(file, f"there is no command {command} {words[0]}")
        for flag in re.findall(r"(?<!\S)\[?(--[a-z][a-z-]*)", " ".join(words)):
            if flag not in flags[command]:
                problem(file, f"{command} has no flag {flag}")


def main(help_file, files):
    flags = {}
    for line in pathlib.Path(help_file).read_text().splitlines():
        words = [word for word in line.split() if not word.startswith("--")]
        flags[" ".join(words)] = {word for word in line.split() if word.startswith("--")}
    for name in files:
        file = pathlib.Path(name).resolve()
        text = file.read_text()
        check_links(file, text)
        check_files(file, text)
        for _, language, content in FENCE.findall(text):
            check_block(file, language, content)
            check_commands(file, content, flags)
        for content in INDENTED.findall(FENCE.sub("", text)):
            check_commands(file, content, flags)
    for line in problems:
        print(line)
    if not counts["links"] or not counts["commands"]:
        sys.exit("no links or no commands were found: the check is broken")
    if problems:
        sys.exit(1)
    print(", ".join(f"{count} {what}" for what, count in counts.items()) + " hold")


main(sys.argv[1], sys.argv[2:])
