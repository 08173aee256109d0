"""Prints what a log of the SARIF Multitool says about a file.

usage: multitool_log.py FILE LOG

Notes are counted, not printed.  A log without any entry is an error: the tool
skips a file that it cannot read into its own classes (a level of 'fatal', a
text for a number) and says nothing, while a file of isrlint that it did read
always gets notes, for one about the form of the rule ids.

Exit status: 0 no error in the log, 1 errors, 2 the log is none.
"""

import json
import sys


def text_of(result, rules):
    """The message of a result, which may stand at its rule."""
    message = result["message"]
    if "text" in message:
        return message["text"]
    text = rules.get(result["ruleId"], {}).get("messageStrings", {}).get(message["id"], {}).get("text", message["id"])
    for place, argument in enumerate(message.get("arguments", [])):
        text = text.replace(f"{{{place}}}", argument)
    return text


def lines_of(run):
    """(level, line) for each thing that the run says."""
    rules = {rule["id"]: rule for rule in run["tool"]["driver"].get("rules", [])}
    for result in run.get("results", []):
        physical = (result.get("locations") or [{}])[0].get("physicalLocation", {})
        region = physical.get("region", {})
        result.setdefault("ruleId", result.get("rule", {}).get("id", "?"))
        yield (result.get("level", "warning"),
               f"{region.get('startLine', 0)}:{region.get('startColumn', 0)}: {result['ruleId']}: "
               f"{text_of(result, rules)}")
    for invocation in run.get("invocations", []):
        for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
            for notice in invocation.get(kind, []):
                if notice.get("level") == "error":
                    yield "error", notice["message"]["text"].splitlines()[0]


def main():
    if len(sys.argv) != 3:
        print("usage: multitool_log.py FILE LOG", file=sys.stderr)
        return 2
    try:
        with open(sys.argv[2], encoding="utf-8-sig") as log:
            runs = json.load(log)["runs"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"multitool_log.py: no log: {error}", file=sys.stderr)
        return 2
    found = [line for run in runs for line in lines_of(run)]
    if not found:
        print(f"{sys.argv[1]}: the SARIF Multitool says nothing: it could not read the file [error]")
        return 1
    for level, line in found:
        if level == "note":
            continue
        print(f"{sys.argv[1]}:{line} [{level}]" if line[:1].isdigit() else f"{sys.argv[1]}: {line} [{level}]")
    errors = sum(level == "error" for level, _ in found)
    warnings = sum(level == "warning" for level, _ in found)
    print(f"{sys.argv[1]}: {errors} errors, {warnings} warnings, {len(found) - errors - warnings} notes "
          "by the SARIF Multitool")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
