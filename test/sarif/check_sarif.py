#!/usr/bin/env python3
"""Checks a SARIF file of isrlint beyond what schemas and validators see.

usage: check_sarif.py [--src FOLDER] FILE...

Structure, indexes, regions, messages, code flows and fingerprints are checked
against each other and, with --src, against the sources below FOLDER.  Prints
one line for each fault.  Exit status: 0 no fault, 1 faults, 2 wrong usage.
"""

import argparse
import gzip
import json
import re
import sys
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_to_bytes

from sarif_shape import check_shape

LEVELS = ("error", "warning", "note")
IMPORTANCE = ("essential", "important", "unimportant")
ROLES = ("analysisTarget", "resultFile")
PRECISION = ("very-high", "high", "medium", "low")
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
SOURCES, OUTSIDE = "%SRCROOT%", "%SYSROOT%"
REGION = ("startLine", "startColumn", "endLine", "endColumn")
LINK = re.compile(r"\[([^\[\]]*)\]\((\d+)\)")
GZIP_MAX, RESULTS_MAX, STEPS_MAX = 10 * 2 ** 20, 25000, 10000  # limits of GitHub
HASH_UNITS, HASH_BASE, END_OF_FILE = 100, 37, 0xFFFF


def units_of(text):
    """The UTF-16 units of a text."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]


def text_of(units):
    """The text of UTF-16 units."""
    data = bytes(b for unit in units for b in (unit & 0xFF, unit >> 8))
    return data.decode("utf-16-le", "surrogatepass")


def line_hashes(text):
    """The line hash of code scanning services for each line of a text."""
    units = units_of(re.sub("\r\n?", "\n", text)) + [END_OF_FILE]
    kept, starts, at_start = [], [], True
    for place, unit in enumerate(units):
        is_end = place == len(units) - 1
        if unit in (0x20, 0x09) and not is_end:
            continue
        if at_start:
            starts.append(len(kept))
        at_start = unit == 0x0A
        kept.append(unit)
    seen, hashes = {}, []
    for start in starts:
        value = 0
        window = kept[start:start + HASH_UNITS]
        for unit in window + [0] * (HASH_UNITS - len(window)):
            value = (value * HASH_BASE + unit) % 2 ** 64
        seen[value] = seen.get(value, 0) + 1
        hashes.append(f"{value:x}:{seen[value]}")
    return hashes


class Source:
    """A source file as the places of a SARIF file count it."""

    def __init__(self, data):
        self.data = data
        text = data.decode("utf-8", "replace")
        self.lines = [units_of(line) for line in re.split("\r\n|\n|\r", text)]
        self.hashes = line_hashes(text)

    def region(self, region):
        """The text of a region; null when it is not in the file."""
        first, last = region["startLine"], region["endLine"]
        if not 1 <= first <= last <= len(self.lines):
            return None
        lines = [line[:] for line in self.lines[first - 1:last]]
        start, end = region.get("startColumn", 1), region.get("endColumn", len(lines[-1]) + 1)
        if not 1 <= start <= len(lines[0]) + 1 or not 1 <= end <= len(lines[-1]) + 1:
            return None
        lines[-1] = lines[-1][:end - 1]
        lines[0] = lines[0][start - 1:]
        return "\n".join(text_of(line) for line in lines)


class Sources:
    """The files below a folder; none without a folder."""

    def __init__(self, folder):
        self.folder = Path(folder) if folder else None
        self.files = {}

    def get(self, location):
        """The file that an artifactLocation names, or None."""
        if not self.folder or location.get("uriBaseId") != SOURCES:
            return None
        uri = location["uri"]
        if uri not in self.files:
            path = self.folder / Path(unquote_to_bytes(uri).decode("utf-8", "surrogateescape"))
            self.files[uri] = Source(path.read_bytes()) if path.is_file() else None
        return self.files[uri]


class Checker:
    """The checks of one file; 'faults' is what they found."""

    def __init__(self, folder):
        self.sources = Sources(folder)
        self.faults = []

    def say(self, where, what):
        self.faults.append(f"{where}: {what}")

    def want(self, good, where, what):
        if not good:
            self.say(where, what)
        return good

    # ---- the file -----------------------------------------------------

    def check(self, data):
        log = self.parse(data)
        if log is None or not check_shape(log, "log", "$", self.say):
            return  # the other checks rely on the shape
        self.want(log["version"] == "2.1.0", "$.version", f"is '{log['version']}', not '2.1.0'")
        self.want("sarif" in log["$schema"] and "2.1.0" in log["$schema"], "$.$schema", "is not that of SARIF 2.1.0")
        self.want(len(gzip.compress(data)) <= GZIP_MAX, "$", "is larger than 10 MB after gzip")
        self.no_strangers(log, "$")
        if self.want(len(log["runs"]) == 1, "$.runs", "there is not exactly one run"):
            self.run(log["runs"][0], "run")

    def parse(self, data):
        def unique(pairs):
            keys = [key for key, _ in pairs]
            for key in sorted({k for k in keys if keys.count(k) > 1}):
                self.say("$", f"the key '{key}' stands twice in one object")
            return dict(pairs)

        def refuse(word):
            raise ValueError(f"'{word}' is no JSON")
        try:
            return json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_constant=refuse)
        except ValueError as error:
            self.say("$", f"is no JSON: {error}")
            return None

    def no_strangers(self, value, where):
        """Nothing that differs from run to run, nothing about the machine."""
        if isinstance(value, list):
            for i, item in enumerate(value):
                self.no_strangers(item, f"{where}[{i}]")
        if isinstance(value, dict):
            for key, item in value.items():
                self.want(not re.search("guid$|TimeUtc$", key, re.I), where, f"'{key}' differs from run to run")
                self.no_strangers(item, f"{where}.{key}")

    # ---- the run ------------------------------------------------------

    def run(self, run, where):
        self.current = run
        self.rules = run["tool"]["driver"]["rules"]
        self.notices = run["tool"]["driver"]["notifications"]
        self.want(run["columnKind"] == "utf16CodeUnits", f"{where}.columnKind", "is not 'utf16CodeUnits'")
        self.want(re.fullmatch(r"isrlint/.*", run["automationDetails"]["id"]) is not None,
                  f"{where}.automationDetails", "the id does not begin with 'isrlint/'")
        self.driver(run["tool"]["driver"], f"{where}.tool.driver")
        self.bases(run["originalUriBaseIds"], f"{where}.originalUriBaseIds")
        self.artifacts(run["artifacts"], f"{where}.artifacts")
        self.functions(run.get("logicalLocations", []), f"{where}.logicalLocations")
        self.invocations(run["invocations"], f"{where}.invocations")
        self.results(run["results"], f"{where}.results")

    def driver(self, driver, where):
        self.want(driver["name"] == "isrlint", where, f"the name is '{driver['name']}'")
        if "semanticVersion" in driver:
            self.want(re.fullmatch(r"\d+\.\d+\.\d+([-+].+)?", driver["semanticVersion"]) is not None, where,
                      "semanticVersion has not the form of one")
        self.want(self.rules, f"{where}.rules", "there is no rule")
        for kind in ("rules", "notifications"):
            ids = [d["id"] for d in driver[kind]]
            self.want(len(set(ids)) == len(ids), f"{where}.{kind}", "an id stands twice")
            for i, descriptor in enumerate(driver[kind]):
                self.descriptor(descriptor, f"{where}.{kind}[{i}]")
        for i, rule in enumerate(self.rules):
            self.rule(rule, f"{where}.rules[{i}]")

    def descriptor(self, descriptor, where):
        self.want(re.fullmatch("([A-Z][a-z0-9]*)+", descriptor["name"]) is not None, where,
                  f"the name '{descriptor['name']}' is not in PascalCase")
        for key in ("shortDescription", "fullDescription"):
            text = descriptor[key]["text"]
            self.sentence(text, f"{where}.{key}")
            self.want(len(text) <= 1024, f"{where}.{key}", "is longer than 1024 characters")
        self.want(descriptor["help"]["text"].strip(), f"{where}.help", "is empty")
        self.level(descriptor["defaultConfiguration"]["level"], f"{where}.defaultConfiguration")
        self.rank(descriptor["defaultConfiguration"], f"{where}.defaultConfiguration")

    def rule(self, rule, where):
        name = "".join(word.capitalize() for word in rule["id"].split("-"))
        self.want(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rule["id"]) is not None, where,
                  f"the id '{rule['id']}' is not in kebab-case")
        self.want(rule["name"] == name, where, f"the name is '{rule['name']}', not '{name}'")
        self.want(rule["help"].get("markdown", "").strip(), f"{where}.help", "has no markdown")
        bag = rule.get("properties", {})
        tags = bag.get("tags", [])
        self.want(bag.get("precision") in PRECISION, where, f"the precision is '{bag.get('precision')}'")
        problem = PROBLEMS.get(rule["defaultConfiguration"]["level"])
        self.want(bag.get("problem.severity") == problem, where,
                  f"problem.severity is '{bag.get('problem.severity')}', not '{problem}'")
        self.want(isinstance(tags, list) and tags and len(tags) <= 10, where, "there are no tags, or more than 10")
        self.want(len(set(tags)) == len(tags), where, "a tag stands twice")
        self.want("security" in tags or "security-severity" not in bag, where,
                  "security-severity without the tag 'security'")

    def bases(self, bases, where):
        self.want(SOURCES in bases, where, f"has no '{SOURCES}'")
        for name, base in bases.items():
            self.want("uri" not in base, f"{where}.{name}", "has a uri: it would tell about the machine")
            self.sentence(base["description"]["text"], f"{where}.{name}")

    def artifacts(self, artifacts, where):
        names = [(a["location"]["uriBaseId"], a["location"]["uri"]) for a in artifacts]
        self.want(len(set(names)) == len(names), where, "a file stands twice")
        for i, artifact in enumerate(artifacts):
            at = f"{where}[{i}]"
            self.artifact_location(artifact["location"], f"{at}.location")
            for role in artifact.get("roles", []):
                self.want(role in ROLES, at, f"the role is '{role}'")
            source = self.sources.get(artifact["location"])
            if self.sources.folder and artifact["location"]["uriBaseId"] == SOURCES:
                self.want((source is not None) == ("length" in artifact), at,
                          "there is no such file, or it has no length here")
            if source and "length" in artifact:
                self.want(artifact["length"] == len(source.data), at,
                          f"the length is {artifact['length']}, the file has {len(source.data)} bytes")
            if source:
                self.want(("encoding" in artifact) == is_utf8(source.data), at, "the encoding is not true")

    def functions(self, functions, where):
        names = [f["fullyQualifiedName"] for f in functions]
        self.want(names == sorted(set(names), key=lambda n: n.encode()), where, "are not sorted, or one stands twice")
        for i, function in enumerate(functions):
            self.want(function.get("name") == function["fullyQualifiedName"].split("@")[0] or
                      function["fullyQualifiedName"].startswith("@"), f"{where}[{i}]", "the name is another one")

    def invocations(self, invocations, where):
        if not self.want(len(invocations) == 1, where, "there is not exactly one"):
            return
        invocation, at = invocations[0], f"{where}[0]"
        code = invocation["exitCode"]
        self.want(code <= 3, at, f"exit code {code} is none of ours")
        self.want(invocation["executionSuccessful"] == (code <= 1), at, "executionSuccessful and exitCode disagree")
        self.sentence(invocation["exitCodeDescription"], at)
        for i, notice in enumerate(invocation["toolExecutionNotifications"]):
            self.notice(notice, f"{at}.toolExecutionNotifications[{i}]")

    def notice(self, notice, where):
        index = notice["descriptor"]["index"]
        good = index < len(self.notices) and self.notices[index]["id"] == notice["descriptor"]["id"]
        if self.want(good, where, f"'{notice['descriptor']['id']}' is not the notification at {index}"):
            self.want(notice["level"] == self.notices[index]["defaultConfiguration"]["level"], where,
                      f"the level is '{notice['level']}', not that of its kind")
        self.sentence(notice["message"]["text"], where)
        for i, location in enumerate(notice.get("locations", [])):
            self.location(location, f"{where}.locations[{i}]")

    # ---- results ------------------------------------------------------

    def results(self, results, where):
        self.want(len(results) <= RESULTS_MAX, where, "are more than 25000")
        seen = {}
        for i, result in enumerate(results):
            self.result(result, f"{where}[{i}]")
            uri = place_of(result)[0]
            key = json.dumps([result["ruleId"], uri, result["partialFingerprints"]], sort_keys=True)
            self.want(key not in seen, f"{where}[{i}]", f"same rule, file and fingerprints as [{seen.get(key)}]")
            seen[key] = i
        codes = [rule.get("properties", {}).get("code", "") for rule in self.rules]
        # Files outside the root lose the folders that they were sorted by.
        order = [place_of(r)[1:] + (codes[r["ruleIndex"]],) for r in results
                 if not is_outside(r) and r["ruleIndex"] < len(codes)]
        having = {"suppressions" in r for r in results}
        self.want(len(having) < 2, where, "have 'suppressions' on some only")
        self.want(order == sorted(order), where, "are not sorted by path, line, column and rule")

    def result(self, result, where):
        index = result["ruleIndex"]
        good = index < len(self.rules) and self.rules[index]["id"] == result["ruleId"]
        self.want(good, where, f"'{result['ruleId']}' is not the rule at {index}")
        self.want(result.get("kind", "fail") == "fail", where, f"the kind is '{result.get('kind')}'")
        self.level(result["level"], where)
        self.rank(result, where)
        locations = result.get("locations", [])
        if not self.want(len(locations) <= 1, f"{where}.locations", "are more than one; viewers read the first"):
            return
        for location in locations:
            self.main_location(location, f"{where}.locations[0]")
        for i, location in enumerate(result["relatedLocations"]):
            self.related(location, f"{where}.relatedLocations[{i}]")
        for i, one in enumerate(result.get("suppressions", [])):
            at = f"{where}.suppressions[{i}]"
            self.want(one["kind"] == "inSource", at, f"the kind is '{one['kind']}'")
            self.want(one["justification"].strip() != "", at, "the justification is empty")
            self.location(one["location"], f"{at}.location")
        self.message(result, where)
        self.fingerprints(result, where)
        flows = result.get("codeFlows", [])
        if locations and self.want(len(flows) == 1 and len(flows[0]["threadFlows"]) == 1, f"{where}.codeFlows",
                                   "there is not exactly one with one thread"):
            self.flow(result, flows[0]["threadFlows"][0], f"{where}.codeFlows[0].threadFlows[0]")

    def main_location(self, location, where):
        self.location(location, where)
        if not self.want("physicalLocation" in location, where, "has no physicalLocation"):
            return
        physical = location["physicalLocation"]
        source = self.sources.get(physical["artifactLocation"])
        region = physical.get("region")
        if source and region and len(source.lines) > 2:
            self.want("contextRegion" in physical or any(len(line) > 4096 for line in source.lines), where,
                      "has no contextRegion though the source is there")

    def related(self, location, where):
        self.want("physicalLocation" in location, where, "has no physicalLocation (reviewdog stops on it)")
        self.want("id" in location and location["id"] > 0, where, "has no id above 0")
        if self.want("message" in location, where, "has no message"):
            self.sentence(location["message"]["text"], where)
        self.location(location, where)

    def message(self, result, where):
        text = result["message"]["text"]
        self.sentence(text, f"{where}.message")
        ids = [l["id"] for l in result.get("locations", []) + result["relatedLocations"] if "id" in l]
        self.want(len(set(ids)) == len(ids), where, "a location id stands twice")
        for name, target in LINK.findall(text):
            self.want(int(target) in ids, f"{where}.message", f"links to location {target}, which is not there")
            self.want(name, f"{where}.message", "has a link without a text")
        self.want("markdown" not in result["message"], f"{where}.message", "has markdown: then links are dropped")

    def fingerprints(self, result, where):
        prints, at = result["partialFingerprints"], f"{where}.partialFingerprints"
        for key in ("isrlintIdentity/v1", "isrlintCallChain/v1"):
            self.want(re.fullmatch("[0-9a-f]{16}", prints.get(key, "")) is not None, at,
                      f"'{key}' is not 16 hexadecimal digits")
        line_hash = prints.get("primaryLocationLineHash")
        if line_hash is not None:
            self.want(re.fullmatch("[0-9a-f]{1,16}:[1-9][0-9]*", line_hash) is not None, at,
                      f"primaryLocationLineHash is '{line_hash}'")
        physical = (result.get("locations") or [{}])[0].get("physicalLocation", {})
        source = self.sources.get(physical["artifactLocation"]) if physical else None
        line = physical.get("region", {}).get("startLine", 0)
        if source and 1 <= line <= len(source.hashes):
            wanted = source.hashes[line - 1]
            self.want(line_hash == wanted, at, f"primaryLocationLineHash is '{line_hash}', computed '{wanted}'")
        for key in prints:
            self.want(key == "primaryLocationLineHash" or key.startswith("isrlint"), at, f"'{key}' is unknown")

    # ---- code flows ---------------------------------------------------

    def flow(self, result, thread, where):
        steps = thread["locations"]
        if not self.want(steps, where, "has no step"):
            return
        self.want(len(steps) <= STEPS_MAX, where, "has more than 10000 steps")
        order = [step["executionOrder"] for step in steps]
        self.want(order == list(range(1, len(steps) + 1)), where, "executionOrder does not rise by one from 1")
        nesting = 1
        for i, step in enumerate(steps):
            at = f"{where}.locations[{i}]"
            self.want(1 <= step["nestingLevel"] and nesting <= step["nestingLevel"] <= nesting + 1, at,
                      f"nestingLevel {step['nestingLevel']} after {nesting}")
            nesting = step["nestingLevel"]
            self.want(step["importance"] in IMPORTANCE, at, f"the importance is '{step['importance']}'")
            self.location(step["location"], f"{at}.location")
            if self.want("message" in step["location"], at, "has no message"):
                self.sentence(step["location"]["message"]["text"], at)
            self.want("physicalLocation" in step["location"], at, "has no place")
            if "value" not in step.get("kinds", []):
                self.want(step.get("state", {}).get("irql", {}).get("text"), at, "has no IRQL")
        last = steps[-1]
        self.want(spot_of(last["location"]) == spot_of(result["locations"][0]), where,
                  "does not end at the place of the result")
        self.want(last["importance"] == "essential", where, "does not end in an essential step")
        self.names_of_way(result, steps, where)

    def names_of_way(self, result, steps, where):
        """Viewers without code flows need the path in the message."""
        text = LINK.sub(r"\1", result["message"]["text"])
        calls = [s for s in steps if "call" in s.get("kinds", []) or s is steps[-1]]
        for step in calls:
            for function in step["location"].get("logicalLocations", []):
                name = function["fullyQualifiedName"].split("@")[0]
                self.want(name in text, where, f"passes '{name}', which the message does not name")

    # ---- places -------------------------------------------------------

    def location(self, location, where):
        if "physicalLocation" in location:
            self.physical(location["physicalLocation"], f"{where}.physicalLocation")
        functions = self.current.get("logicalLocations", [])
        for i, logical in enumerate(location.get("logicalLocations", [])):
            index = logical.get("index", -1)
            good = 0 <= index < len(functions) and \
                functions[index]["fullyQualifiedName"] == logical["fullyQualifiedName"]
            self.want(good, f"{where}.logicalLocations[{i}]",
                      f"'{logical['fullyQualifiedName']}' is not the function at {index}")

    def physical(self, physical, where):
        location = physical["artifactLocation"]
        self.artifact_location(location, f"{where}.artifactLocation")
        artifacts, index = self.current["artifacts"], location.get("index", -1)
        good = 0 <= index < len(artifacts) and all(
            artifacts[index]["location"][key] == location[key] for key in ("uri", "uriBaseId"))
        self.want(good, where, f"'{location['uri']}' is not the artifact at {index}")
        source = self.sources.get(location)
        region, context = physical.get("region"), physical.get("contextRegion")
        if region:
            self.region(region, source, f"{where}.region")
        if context:
            self.context(context, region, source, f"{where}.contextRegion")

    def region(self, region, source, where):
        missing = [key for key in REGION if key not in region]
        if not self.want(not missing, where, f"has no {', '.join(missing)}"):
            return
        start, end = [(region[f"{k}Line"], region[f"{k}Column"]) for k in ("start", "end")]
        self.want(start <= end and min(start) >= 1, where, "ends before it starts, or starts before 1")
        self.snippet(region, source, where)

    def context(self, context, region, source, where):
        good = region is not None and context["startLine"] <= region["startLine"] and \
            context["endLine"] >= region["endLine"]
        self.want(good and "startColumn" not in context, where, "does not hold the whole lines of the region")
        self.want("snippet" in context, where, "has no snippet")
        self.snippet(context, source, where)

    def snippet(self, region, source, where):
        if not source:
            return
        text = source.region(region)
        if not self.want(text is not None, where, "is not in the source"):
            return
        if "snippet" in region:
            shown = region["snippet"]["text"]
            if "startColumn" not in region:  # whole lines, with the end of the last one
                shown = shown.removesuffix("\n")
            self.want(shown == text, where, f"the snippet is {shown!r}, the source says {text!r}")
        elif "startColumn" in region:
            self.want(not text or "\0" in text or len(text) > 4096, where, "has no snippet though the source is there")

    def artifact_location(self, location, where):
        uri, base = location["uri"], location["uriBaseId"]
        self.want(base in self.current["originalUriBaseIds"], where, f"'{base}' is not in originalUriBaseIds")
        self.want(re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri) is not None, where,
                  f"'{uri}' is no relative URI with '/', or is not escaped")
        path = PurePosixPath(unquote_to_bytes(uri).decode("utf-8", "surrogateescape"))
        self.want(not path.is_absolute() and ".." not in path.parts, where, f"'{uri}' leaves the root")
        if base == OUTSIDE:
            self.want("/" not in uri, where, f"'{uri}' tells about folders outside the root")

    # ---- words --------------------------------------------------------

    def sentence(self, text, where):
        self.want(text.endswith("."), where, f"does not end with a full stop: {text[-40:]!r}")
        self.want(not text[:1].islower(), where, f"does not begin with a capital: {text[:40]!r}")

    def level(self, level, where):
        self.want(level in LEVELS, where, f"the level is '{level}'")

    def rank(self, value, where):
        if "rank" in value:
            self.want(0 <= value["rank"] <= 100, where, f"the rank is {value['rank']}")


def is_utf8(data):
    try:
        data.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def spot_of(location):
    """Artifact and start of a location."""
    physical = location.get("physicalLocation", {})
    region = physical.get("region", {})
    return (physical.get("artifactLocation", {}).get("index"), region.get("startLine"), region.get("startColumn"))


def place_of(result):
    """URI of a result, then its path, line and column to sort by."""
    physical = (result.get("locations") or [{}])[0].get("physicalLocation", {})
    uri, region = physical.get("artifactLocation", {}).get("uri", ""), physical.get("region", {})
    return (uri, unquote_to_bytes(uri), region.get("startLine", 0), region.get("startColumn", 0))


def is_outside(result):
    physical = (result.get("locations") or [{}])[0].get("physicalLocation", {})
    return physical.get("artifactLocation", {}).get("uriBaseId") == OUTSIDE


def check(data, folder=None):
    """The faults of a SARIF file, given as bytes."""
    checker = Checker(folder)
    checker.check(data)
    return checker.faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--src", help="folder that the paths are relative to")
    parser.add_argument("file", nargs="+")
    options = parser.parse_args()
    status = 0
    for name in options.file:
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            print(f"{name}: {error.strerror}", file=sys.stderr)
            return 2
        for fault in check(data, options.src):
            print(f"{name}: {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
