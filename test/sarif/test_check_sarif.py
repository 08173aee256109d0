"""Breaks a good SARIF file in one way at a time; check_sarif.py must refuse it."""

import copy
import gzip
import json
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import check_sarif  # noqa: E402  (its folder is not a package)

ISR = "HW_INTERRUPT HwInterrupt;\nint HwInterrupt(void *e)\n{\n  Drain(e);\n}\n"
QUEUE = "void Drain(void *e) {\r\n\t/* \u00e9\U0001f600 */ Wait(e);\r\n}\r\n"
HASHES = [
    ("", ["c129715d7a2bc9a3:1"]),
    (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
    (" a\r\nb\r\tc\r\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
]


def message(text):
    return {"text": text}


def location(uri, line, first, last, snippet, function=None, **more):
    """A location; 'function' is its place among the functions and its name."""
    place = {
        "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%", "index": ["src/isr.c", "src/queue.c"].index(uri)},
        "region": {"startLine": line, "startColumn": first, "endLine": line, "endColumn": last,
                   "snippet": message(snippet)},
    }
    value = {"physicalLocation": place, **more}
    if function:
        value["logicalLocations"] = [{"index": function[0], "fullyQualifiedName": function[1]}]
    return value


DRAIN, ROOT = (0, "Drain"), (1, "HwInterrupt")


def step(place, text, kinds, order, nesting, importance):
    return {"location": {**place, "message": message(text)}, "kinds": kinds, "nestingLevel": nesting,
            "executionOrder": order, "importance": importance, "state": {"irql": message("DIRQL")}}


def result():
    root = location("src/isr.c", 1, 14, 25, "HwInterrupt", ROOT)
    call = location("src/isr.c", 4, 3, 8, "Drain", ROOT)
    wait = location("src/queue.c", 2, 12, 16, "Wait", DRAIN)
    main = copy.deepcopy(wait)
    main["id"] = 0
    main["physicalLocation"]["contextRegion"] = {
        "startLine": 1, "endLine": 3, "snippet": message(QUEUE.replace("\r\n", "\n"))}
    return {
        "ruleId": "blocking-call", "ruleIndex": 1, "kind": "fail", "level": "error", "rank": 90.0,
        "message": message("Call to 'Wait' can block. It is reached from the interrupt routine '[HwInterrupt](2)' "
                           "by the path 'HwInterrupt -> Drain -> Wait'."),
        "locations": [main],
        "relatedLocations": [{**copy.deepcopy(call), "id": 1, "message": message("'Drain' is called here.")},
                             {**copy.deepcopy(root), "id": 2, "message": message("It is declared here.")}],
        "codeFlows": [{"threadFlows": [{"id": "HwInterrupt", "locations": [
            step(root, "Declared here.", ["enter", "function"], 1, 1, "essential"),
            step(call, "Called here.", ["call", "function"], 2, 1, "important"),
            step(wait, "Blocks here.", ["call", "function", "danger"], 3, 2, "essential")]}]}],
        "partialFingerprints": {
            "primaryLocationLineHash": check_sarif.line_hashes(QUEUE)[1],
            "isrlintIdentity/v1": "0123456789abcdef", "isrlintCallChain/v1": "fedcba9876543210"},
        "properties": {"irql": "DIRQL"},
    }


def descriptor(ident, name, level, **properties):
    value = {"id": ident, "name": name, "shortDescription": message("A defect."),
             "fullDescription": message("A defect, at length."), "help": {"text": "Help.", "markdown": "# Help\n"},
             "defaultConfiguration": {"enabled": True, "level": level, "rank": 90.0}}
    if properties:
        value["properties"] = properties
    return value


def rule(ident, name, code):
    return descriptor(ident, name, "error", code=code, precision="high", tags=["storport", "interrupt"],
                      **{"problem.severity": "error"})


def artifact(uri, text, **more):
    return {"location": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "length": len(text.encode()), "encoding": "UTF-8",
            **more}


def good():
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "isrlint", "semanticVersion": "1.2.3",
                "rules": [rule("irql-too-high", "IrqlTooHigh", "ISR1003"),
                          rule("blocking-call", "BlockingCall", "ISR1001")],
                "notifications": [descriptor("ISRN001", "IndirectCallNotResolved", "note")]}},
            "automationDetails": {"id": "isrlint/"},
            "invocations": [{
                "executionSuccessful": True, "exitCode": 1, "exitCodeDescription": "Findings.",
                "toolExecutionNotifications": [{
                    "descriptor": {"id": "ISRN001", "index": 0}, "level": "note",
                    "message": message("An indirect call was not resolved."),
                    "locations": [location("src/isr.c", 4, 3, 8, "Drain")]}]}],
            "originalUriBaseIds": {"%SRCROOT%": {"description": message("The sources.")}},
            "artifacts": [artifact("src/isr.c", ISR), artifact("src/queue.c", QUEUE, roles=["resultFile"])],
            "logicalLocations": [{"name": n, "fullyQualifiedName": n, "kind": "function"}
                                 for n in ("Drain", "HwInterrupt")],
            "results": [result()],
            "columnKind": "utf16CodeUnits"}],
    }


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        source = Path(self.folder.name) / "src"
        source.mkdir()
        (source / "isr.c").write_bytes(ISR.encode())
        (source / "queue.c").write_bytes(QUEUE.encode())
        self.log = good()
        self.run_ = self.log["runs"][0]
        self.driver = self.run_["tool"]["driver"]
        self.result = self.run_["results"][0]
        self.place = self.result["locations"][0]["physicalLocation"]
        self.steps = self.result["codeFlows"][0]["threadFlows"][0]["locations"]

    def faults(self, sources=True):
        return check_sarif.check(json.dumps(self.log).encode(), self.folder.name if sources else None)

    def refused(self, *words, sources=True):
        """There is a fault that holds all the words."""
        found = self.faults(sources)
        self.assertTrue(any(all(word in fault for word in words) for fault in found), f"{words} not in {found}")

    def test_good_one_is_accepted(self):
        self.assertEqual(self.faults(), [])
        self.assertEqual(self.faults(sources=False), [])

    def test_line_hashes(self):
        for text, hashes in HASHES:
            self.assertEqual(check_sarif.line_hashes(text), hashes)

    def test_context_may_end_in_an_empty_line(self):
        text = QUEUE + "\r\n"
        (Path(self.folder.name) / "src" / "queue.c").write_bytes(text.encode())
        self.run_["artifacts"][1]["length"] += 2
        self.result["partialFingerprints"]["primaryLocationLineHash"] = check_sarif.line_hashes(text)[1]
        self.place["contextRegion"]["endLine"] = 4
        self.place["contextRegion"]["snippet"]["text"] += "\n"
        self.assertEqual(self.faults(), [])

    # ---- structure ----

    def test_no_json(self):
        for data in (b"{", b'{"version": NaN}', b"\xff"):
            self.assertIn("is no JSON", " ".join(check_sarif.check(data)))

    def test_key_twice(self):
        self.assertIn("stands twice", " ".join(check_sarif.check(b'{"version": "2.1.0", "version": "2.1.0"}')))

    def test_version(self):
        self.log["version"] = "2.0.0"
        self.refused("$.version")

    def test_two_runs(self):
        self.log["runs"].append(copy.deepcopy(self.run_))
        self.refused("exactly one run")

    def test_missing_property(self):
        del self.run_["columnKind"]
        self.refused("$.runs[0]", "has no 'columnKind'")

    def test_misspelt_property(self):
        self.result["relatedLocation"] = []
        self.refused("$.runs[0].results[0]", "'relatedLocation'")

    def test_wrong_type(self):
        self.place["region"]["startLine"] = "2"
        self.refused("region.startLine", "is no int")

    def test_suppressions(self):
        self.result["suppressions"] = []
        self.refused("'suppressions'")

    def test_time(self):
        self.run_["properties"] = {"startTimeUtc": "2026-01-01T00:00:00Z"}
        self.refused("differs from run to run")

    # ---- tool ----

    def test_rule_name(self):
        self.driver["rules"][0]["name"] = "IRQLTooHigh"
        self.refused("rules[0]", "IrqlTooHigh")

    def test_rule_twice(self):
        self.driver["rules"].append(copy.deepcopy(self.driver["rules"][0]))
        self.refused("an id stands twice")

    def test_rule_level(self):
        self.driver["rules"][0]["defaultConfiguration"]["level"] = "fatal"
        self.refused("rules[0].defaultConfiguration", "'fatal'")

    def test_rule_description(self):
        self.driver["rules"][0]["shortDescription"]["text"] = "a defect"
        self.refused("rules[0].shortDescription", "full stop")
        self.refused("rules[0].shortDescription", "capital")

    def test_rule_description_length(self):
        self.driver["rules"][0]["fullDescription"]["text"] = "A" * 1024 + "."
        self.refused("rules[0].fullDescription", "1024")

    def test_rule_properties(self):
        self.driver["rules"][0]["properties"] = {"precision": "exact", "tags": ["a", "a"], "security-severity": "5"}
        for word in ("precision", "problem.severity", "twice", "security-severity"):
            self.refused("rules[0]", word)

    def test_column_kind(self):
        self.run_["columnKind"] = "unicodeCodePoints"
        self.refused("columnKind")

    def test_absolute_base(self):
        self.run_["originalUriBaseIds"]["%SRCROOT%"]["uri"] = "file:///home/me/"
        self.refused("%SRCROOT%", "machine")

    def test_schema(self):
        self.log["$schema"] = "https://example.com/schema.json"
        self.refused("$.$schema")

    def test_limits(self):
        size = len(gzip.compress(json.dumps(self.log).encode()))
        for name, limit, what in (("GZIP_MAX", size, "10 MB"), ("RESULTS_MAX", 1, "25000"), ("STEPS_MAX", 3, "10000")):
            with unittest.mock.patch.object(check_sarif, name, limit):
                self.assertEqual(self.faults(), [])
            with unittest.mock.patch.object(check_sarif, name, limit - 1):
                self.refused("more than" if name != "GZIP_MAX" else "larger than", what)

    def test_category(self):
        self.run_["automationDetails"]["id"] = "other/"
        self.refused("automationDetails", "'isrlint/'")

    def test_driver(self):
        self.driver["name"] = "lint"
        self.driver["semanticVersion"] = "1.2"
        self.refused("the name is 'lint'")
        self.refused("semanticVersion")

    def test_no_rule(self):
        self.driver["rules"] = []
        self.refused("there is no rule")

    def test_descriptor_name(self):
        self.driver["notifications"][0]["name"] = "indirect-call"
        self.refused("notifications[0]", "PascalCase")

    def test_rule_id(self):
        self.driver["rules"][0].update(id="Irql_TooHigh")
        self.refused("rules[0]", "kebab-case")

    def test_help(self):
        self.driver["rules"][0]["help"] = {"text": " "}
        self.refused("rules[0].help", "is empty")
        self.refused("rules[0].help", "no markdown")

    def test_tags(self):
        for tags in ([], [str(i) for i in range(11)], "irql"):
            self.driver["rules"][0]["properties"]["tags"] = tags
            self.refused("rules[0]", "no tags, or more than 10")

    def test_no_base(self):
        self.run_["originalUriBaseIds"] = {}
        self.refused("has no '%SRCROOT%'")

    def test_function_name(self):
        self.run_["logicalLocations"][0]["name"] = "Fill"
        self.refused("logicalLocations[0]", "another one")

    def test_role(self):
        self.run_["artifacts"][0]["roles"] = ["source"]
        self.refused("artifacts[0]", "the role is 'source'")

    # ---- invocation ----

    def test_two_invocations(self):
        self.run_["invocations"] *= 2
        self.refused("invocations", "exactly one")

    def test_exit_code(self):
        self.run_["invocations"][0]["exitCode"] = 2
        self.refused("disagree")
        self.run_["invocations"][0]["exitCode"] = 4
        self.refused("none of ours")

    def test_notification(self):
        notice = self.run_["invocations"][0]["toolExecutionNotifications"][0]
        notice["descriptor"]["id"] = "ISRN002"
        self.refused("toolExecutionNotifications[0]", "ISRN002")
        notice["descriptor"]["id"] = "ISRN001"
        notice["level"] = "error"
        self.refused("toolExecutionNotifications[0]", "not that of its kind")

    def test_notification_place(self):
        notice = self.run_["invocations"][0]["toolExecutionNotifications"][0]
        notice["locations"][0]["physicalLocation"]["region"]["endColumn"] = 7
        self.refused("toolExecutionNotifications[0]", "snippet")

    # ---- indexes and places ----

    def test_rule_index(self):
        self.result["ruleIndex"] = 0
        self.refused("'blocking-call' is not the rule at 0")

    def test_artifact_index(self):
        self.place["artifactLocation"]["index"] = 0
        self.refused("is not the artifact at 0")

    def test_function_index(self):
        self.result["locations"][0]["logicalLocations"][0]["index"] = 1
        self.refused("'Drain' is not the function at 1")

    def test_unsorted_functions(self):
        self.run_["logicalLocations"].reverse()
        self.refused("logicalLocations", "not sorted")

    def test_uri(self):
        for uri, what in (("/src/queue.c", "leaves the root"), ("../queue.c", "leaves the root"),
                          ("src/%2E%2E/%2E%2E/x", "leaves the root"), ("file:///src/queue.c", "no relative URI"),
                          ("src\\queue.c", "no relative URI"), ("a b.c", "no relative URI")):
            self.place["artifactLocation"]["uri"] = uri
            self.refused("locations[0]", what)

    def test_uri_base(self):
        self.place["artifactLocation"]["uriBaseId"] = "ROOT"
        self.refused("'ROOT' is not in originalUriBaseIds")

    def test_artifact_length(self):
        self.run_["artifacts"][1]["length"] += 1
        self.refused("artifacts[1]", "the length")

    def test_artifact_missing(self):
        self.run_["artifacts"][0]["location"]["uri"] = "src/gone.c"
        self.refused("artifacts[0]", "no such file")

    def test_artifact_twice(self):
        self.run_["artifacts"].append(copy.deepcopy(self.run_["artifacts"][0]))
        self.refused("artifacts", "stands twice")

    def test_artifact_encoding(self):
        del self.run_["artifacts"][0]["encoding"]
        self.refused("artifacts[0]", "encoding")

    def test_region_without_end(self):
        del self.place["region"]["endColumn"]
        self.refused("has no endColumn", sources=False)

    def test_region_backwards(self):
        self.place["region"]["endColumn"] = 11
        self.refused("ends before it starts", sources=False)

    def test_region_past_the_end(self):
        self.place["region"].update(startLine=9, endLine=9)
        self.refused("is not in the source")

    def test_region_in_bytes(self):
        # The accent and the pictograph are 6 bytes, but 3 UTF-16 units.
        self.place["region"].update(startColumn=15, endColumn=19)
        self.refused("locations[0].physicalLocation.region", "snippet")

    def test_region_in_code_points(self):
        self.place["region"].update(startColumn=11, endColumn=15)
        self.refused("locations[0].physicalLocation.region", "snippet")

    def test_snippet(self):
        self.place["region"]["snippet"]["text"] = "wait"
        self.refused("the snippet is 'wait'")
        del self.place["region"]["snippet"]
        self.refused("has no snippet")

    def test_context(self):
        snippet = self.place["contextRegion"].pop("snippet")
        self.refused("contextRegion", "has no snippet")
        self.place["contextRegion"]["snippet"] = message(snippet["text"] + "x")
        self.refused("contextRegion", "the snippet")
        self.place["contextRegion"]["endLine"] = 1
        self.refused("contextRegion", "whole lines")
        del self.place["contextRegion"]
        self.refused("has no contextRegion")

    # ---- result ----

    def test_level(self):
        for level in ("none", "Error", ""):
            self.result["level"] = level
            self.refused("results[0]", "the level")

    def test_rank(self):
        self.result["rank"] = 101.0
        self.refused("the rank is 101.0")

    def test_message(self):
        self.result["message"]["text"] = "call to 'Wait' from HwInterrupt, Drain"
        self.refused("results[0].message", "full stop")
        self.refused("results[0].message", "capital")

    def test_message_link(self):
        self.result["message"]["text"] = self.result["message"]["text"].replace("(2)", "(7)")
        self.refused("links to location 7")

    def test_message_without_the_path(self):
        self.result["message"]["text"] = "Call to 'Wait' can block in 'HwInterrupt'."
        self.refused("passes 'Drain'")

    def test_kind(self):
        self.result["kind"] = "pass"
        self.refused("the kind is 'pass'")

    def test_no_physical_location(self):
        del self.result["locations"][0]["physicalLocation"]
        self.refused("results[0].locations[0]", "has no physicalLocation")

    def suppressed(self):
        """A suppression of the result, and an empty list for all others."""
        for other in self.run_["results"]:
            other["suppressions"] = []
        place = copy.deepcopy(self.result["locations"][0]["physicalLocation"])
        one = {"kind": "inSource", "justification": "it is fine", "location": {"physicalLocation": place}}
        self.result["suppressions"] = [one]
        return one

    def test_suppressions(self):
        one = self.suppressed()
        self.assertEqual(self.faults(), [])
        one["kind"] = "external"
        self.refused("suppressions[0]", "the kind is 'external'")
        one["kind"], one["justification"] = "inSource", " "
        self.refused("suppressions[0]", "the justification is empty")

    def test_suppressions_on_some(self):
        self.suppressed()
        self.run_["results"].append(copy.deepcopy(self.run_["results"][0]))
        del self.run_["results"][-1]["suppressions"]
        self.refused("have 'suppressions' on some only")

    def test_related_id(self):
        self.result["relatedLocations"][0]["id"] = 0
        self.refused("relatedLocations[0]", "no id above 0")

    def test_message_link_without_text(self):
        self.result["message"]["text"] = self.result["message"]["text"].replace("HwInterrupt](", "](")
        self.refused("link without a text")

    def test_message_markdown(self):
        self.result["message"]["markdown"] = "**m**."
        self.refused("has markdown")

    def test_folder_outside(self):
        self.run_["originalUriBaseIds"]["%SYSROOT%"] = {"description": message("Headers.")}
        self.place["artifactLocation"].update(uri="include/x.h", uriBaseId="%SYSROOT%")
        self.refused("locations[0]", "folders outside the root")

    def test_two_locations(self):
        self.result["locations"].append(copy.deepcopy(self.result["locations"][0]))
        self.refused("are more than one")

    def test_related(self):
        related = self.result["relatedLocations"]
        related[0]["id"] = 2
        self.refused("a location id stands twice")
        del related[0]["physicalLocation"], related[0]["message"]
        self.refused("relatedLocations[0]", "no physicalLocation")
        self.refused("relatedLocations[0]", "no message")

    def test_order_of_results(self):
        other = copy.deepcopy(self.result)
        other["locations"][0] = {**location("src/isr.c", 4, 3, 8, "Drain", ROOT), "id": 0}
        self.run_["results"].append(other)
        self.refused("results", "not sorted")

    def test_order_of_rules(self):
        other = copy.deepcopy(self.result)
        other.update(ruleId="irql-too-high", ruleIndex=0)
        self.run_["results"].insert(0, other)
        self.refused("results", "not sorted")

    def test_doubled_result(self):
        self.run_["results"].append(copy.deepcopy(self.result))
        self.refused("same rule, file and fingerprints as [0]")

    # ---- fingerprints ----

    def test_line_hash(self):
        prints = self.result["partialFingerprints"]
        prints["primaryLocationLineHash"] = prints["primaryLocationLineHash"].replace(":1", ":2")
        self.refused("primaryLocationLineHash is")
        del prints["primaryLocationLineHash"]
        self.refused("primaryLocationLineHash is 'None'")
        prints["primaryLocationLineHash"] = "XYZ"
        self.refused("primaryLocationLineHash is 'XYZ'", sources=False)

    def test_identity(self):
        del self.result["partialFingerprints"]["isrlintIdentity/v1"]
        self.refused("'isrlintIdentity/v1' is not 16")

    def test_unknown_fingerprint(self):
        self.result["partialFingerprints"]["lineHash"] = "1"
        self.refused("'lineHash' is unknown")

    def test_chain(self):
        self.result["partialFingerprints"]["isrlintCallChain/v1"] = "0123"
        self.refused("'isrlintCallChain/v1' is not 16")

    # ---- code flow ----

    def test_no_flow(self):
        self.result["codeFlows"] = []
        self.refused("codeFlows", "exactly one")

    def test_empty_flow(self):
        self.steps.clear()
        self.refused("has no step")

    def test_step_without_place(self):
        del self.steps[1]["location"]["physicalLocation"]
        self.refused("locations[1]", "has no place")

    def test_flow_order(self):
        self.steps[1]["executionOrder"] = 3
        self.refused("executionOrder does not rise")

    def test_flow_backwards(self):
        self.steps.reverse()
        for number, one in enumerate(self.steps):
            one["executionOrder"] = number + 1
        self.refused("does not end at the place of the result")

    def test_flow_nesting(self):
        self.steps[0]["nestingLevel"] = 0
        self.refused("nestingLevel 0")
        self.steps[0]["nestingLevel"] = 1
        self.steps[2]["nestingLevel"] = 3
        self.refused("nestingLevel 3 after 1")

    def test_flow_importance(self):
        self.steps[1]["importance"] = "high"
        self.refused("the importance is 'high'")
        self.steps[2]["importance"] = "unimportant"
        self.refused("essential step")

    def test_flow_state(self):
        del self.steps[1]["state"]
        self.refused("locations[1]", "has no IRQL")

    def test_flow_message(self):
        del self.steps[1]["location"]["message"]
        self.refused("locations[1]", "has no message")

    # ---- the command ----

    def test_exit_status(self):
        script = str(Path(check_sarif.__file__))
        path = Path(self.folder.name) / "out.sarif"

        def status(*arguments):
            return subprocess.run([sys.executable, "-B", script, *arguments], capture_output=True, text=True)
        path.write_text(json.dumps(self.log))
        self.assertEqual(status("--src", self.folder.name, str(path)).returncode, 0)
        self.result["level"] = "fatal"
        path.write_text(json.dumps(self.log))
        run = status(str(path))
        self.assertEqual((run.returncode, run.stdout), (1, f"{path}: run.results[0]: the level is 'fatal'\n"))
        self.assertEqual(status(str(path) + ".gone").returncode, 2)
        self.assertEqual(status().returncode, 2)


class MultitoolLog(unittest.TestCase):
    """multitool_log.py on logs as the tool writes them."""

    def status(self, text):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            log.write_text(text, encoding="utf-8-sig")
            script = str(Path(__file__).parent / "multitool_log.py")
            run = subprocess.run([sys.executable, "-B", script, "x.sarif", str(log)], capture_output=True, text=True)
            return run.returncode, run.stdout

    def log(self, *levels, notices=()):
        results = [{"ruleId": "R1", "level": level, "message": {"id": "m", "arguments": ["b"]},
                    "locations": [{"physicalLocation": {"region": {"startLine": 3, "startColumn": 4}}}]}
                   for level in levels]
        rules = [{"id": "R1", "messageStrings": {"m": {"text": "a {0}"}}}]
        notices = [{"level": level, "message": {"text": "broken\nstack"}} for level in notices]
        return json.dumps({"runs": [{"tool": {"driver": {"rules": rules}}, "results": results,
                                     "invocations": [{"toolExecutionNotifications": notices}]}]})

    def test_levels(self):
        self.assertEqual(self.status(self.log("note", "warning")), (
            0, "x.sarif:3:4: R1: a b [warning]\n"
               "x.sarif: 0 errors, 1 warnings, 1 notes by the SARIF Multitool\n"))
        self.assertEqual(self.status(self.log("note", "error"))[0], 1)
        code, text = self.status(self.log("note", notices=["error"]))
        self.assertEqual(code, 1)
        self.assertIn("x.sarif: broken [error]", text)

    def test_silence_is_no_praise(self):
        code, text = self.status(self.log())
        self.assertEqual(code, 1)
        self.assertIn("could not read the file", text)

    def test_no_log(self):
        for text in ("", "{}", "[]"):
            self.assertEqual(self.status(text)[0], 2)


if __name__ == "__main__":
    unittest.main()
