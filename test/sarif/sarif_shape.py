"""The part of SARIF 2.1.0 that isrlint writes: objects, properties, types.

An object is a dictionary from property to type; '!' at the end of a property
means that it must be there.  A type is the name of another object, one of
str, int, real, bool, uri, or a list of one type.  A property that is not
listed is a fault: a misspelt one would otherwise go unnoticed.
"""

SHAPES = {
    "log": {"$schema!": "str", "version!": "str", "runs!": ["run"]},
    "run": {
        "tool!": "tool", "invocations!": ["invocation"], "results!": ["result"],
        "artifacts!": ["artifact"], "logicalLocations": ["logicalLocation"],
        "originalUriBaseIds!": "bases", "automationDetails!": "automation",
        "columnKind!": "str", "newlineSequences": ["str"], "language": "str",
        "defaultSourceLanguage": "str", "properties": "bag",
    },
    "tool": {"driver!": "driver"},
    "driver": {
        "name!": "str", "fullName": "str", "organization": "str", "product": "str", "version": "str",
        "semanticVersion": "str", "informationUri": "str", "language": "str", "shortDescription": "message",
        "rules!": ["descriptor"], "notifications!": ["descriptor"],
    },
    "descriptor": {
        "id!": "str", "name!": "str", "shortDescription!": "message", "fullDescription!": "message",
        "help!": "message", "helpUri": "str", "defaultConfiguration!": "configuration", "properties": "bag",
    },
    "configuration": {"enabled": "bool", "level!": "str", "rank": "real"},
    "automation": {"id!": "str"},
    "bases": "named base",
    "base": {"description!": "message", "uri": "str"},
    "invocation": {
        "executionSuccessful!": "bool", "exitCode!": "int", "exitCodeDescription!": "str",
        "toolExecutionNotifications!": ["notification"],
    },
    "notification": {
        "descriptor!": "reference", "level!": "str", "message!": "message", "locations": ["location"],
    },
    "reference": {"id!": "str", "index!": "int"},
    "artifact": {
        "location!": "artifactLocation", "roles": ["str"], "length": "int", "encoding": "str",
        "sourceLanguage": "str",
    },
    "artifactLocation": {"uri!": "str", "uriBaseId!": "str", "index": "int"},
    "logicalLocation": {"name": "str", "fullyQualifiedName!": "str", "kind": "str", "index": "int"},
    "message": {"text!": "str", "markdown": "str"},
    "result": {
        "ruleId!": "str", "ruleIndex!": "int", "kind": "str", "level!": "str", "rank": "real",
        "message!": "message", "locations": ["location"], "relatedLocations!": ["location"],
        "codeFlows": ["codeFlow"], "partialFingerprints!": "prints", "properties": "bag",
        "suppressions": ["suppression"],
    },
    "suppression": {"kind!": "str", "justification!": "str", "location!": "location"},
    "prints": "named str",
    "location": {
        "id": "int", "physicalLocation": "physicalLocation", "logicalLocations": ["logicalLocation"],
        "message": "message",
    },
    "physicalLocation": {
        "artifactLocation!": "artifactLocation", "region": "region", "contextRegion": "region",
    },
    "region": {
        "startLine!": "int", "startColumn": "int", "endLine!": "int", "endColumn": "int", "snippet": "message",
    },
    "codeFlow": {"threadFlows!": ["threadFlow"]},
    "threadFlow": {"id": "str", "locations!": ["step"]},
    "step": {
        "location!": "location", "kinds": ["str"], "nestingLevel!": "int", "executionOrder!": "int",
        "importance!": "str", "state": "state",
    },
    "state": "named message",
    "bag": "any",
}


def is_plain(value, kind):
    """Does the value have this basic type?"""
    if kind == "str":
        return isinstance(value, str)
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def check_shape(value, kind, where, say):
    """Says each difference between the value and its type; true when there is none."""
    if isinstance(kind, list):
        if not isinstance(value, list):
            say(where, "is no array")
            return False
        return all([check_shape(item, kind[0], f"{where}[{i}]", say) for i, item in enumerate(value)])
    if kind in ("str", "int", "real", "bool"):
        if not is_plain(value, kind):
            say(where, f"is no {kind}")
            return False
        return True
    if not isinstance(value, dict):
        say(where, "is no object")
        return False
    shape = SHAPES[kind]
    if shape == "any":
        return True
    if isinstance(shape, str):
        inner = shape.split()[1]
        return all([check_shape(item, inner, f"{where}.{key}", say) for key, item in value.items()])
    good = True
    types = {key.rstrip("!"): inner for key, inner in shape.items()}
    for key in shape:
        if key.endswith("!") and key[:-1] not in value:
            say(where, f"has no '{key[:-1]}'")
            good = False
    for key, item in value.items():
        if key not in types:
            say(where, f"has the property '{key}', which {kind} objects do not have here")
            good = False
        else:
            good = check_shape(item, types[key], f"{where}.{key}", say) and good
    return good
