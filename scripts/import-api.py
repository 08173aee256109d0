#!/usr/bin/env python3
"""Imports the tables of facts about kernel routines into rules/api/.

usage: scripts/import-api.py SOURCE_DIR

Reads the tab-separated tables of SOURCE_DIR, checks them, brings basis and
page into columns of their own and writes the tables that rules/api/README.md
calls "imported".  Tables written by hand are never touched.  Nothing is left
out in silence: the counts of rows in and out, and the reason for each row that
stays behind, go to standard output.  Ends with 1 when a table does not have
the form it should have.
"""

import os
import re
import sys

LEVELS = ["PASSIVE_LEVEL", "APC_LEVEL", "DISPATCH_LEVEL", "DIRQL", "HIGH_LEVEL"]
OUT_DIR = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules",
                       "api")
# Cells that name another table name it as it is called here.
RENAMED = {"blocking-functions.tsv": "blocking.tsv",
           "storport-functions.tsv": "storport.tsv",
           "storport-notifications.tsv": "notifications.tsv",
           "known-routines.tsv": "known.tsv", "ddi-irql.tsv": "irql.tsv"}
PAGE = re.compile(r"^(?:wdk-ddi-src|windows-driver-docs-pr)/\S+\.md")


class BadTable(Exception):
    pass


def read_table(folder, name, columns):
    """The rows of one table as dictionaries, with its line numbers checked."""
    path = os.path.join(folder, name)
    header, rows = None, []
    with open(path, encoding="utf-8", newline="") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\r\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                if header != columns:
                    raise BadTable(f"{name}:{number}: columns are {header}, "
                                   f"expected {columns}")
                continue
            if len(cells) != len(header):
                raise BadTable(f"{name}:{number}: {len(cells)} cells instead of "
                               f"{len(header)}")
            row = dict(zip(header, cells))
            for column in ("min_irql", "max_irql"):
                if row.get(column) and row[column] not in LEVELS:
                    raise BadTable(f"{name}:{number}: unknown level "
                                   f"'{row[column]}'")
            row["line"] = number
            rows.append(row)
    if header is None:
        raise BadTable(f"{name}: no header row")
    return rows


def write_table(name, columns, rows):
    with open(os.path.join(OUT_DIR, name), "w", encoding="utf-8",
              newline="\n") as file:
        file.write("\t".join(columns) + "\n")
        for row in rows:
            cells = [row.get(column, "") for column in columns]
            for old, new in RENAMED.items():
                cells = [cell.replace(old, new) for cell in cells]
            for cell in cells:
                if "\t" in cell or "\n" in cell or "\0" in cell:
                    raise BadTable(f"{name}: a cell of '{cells[0]}' holds a "
                                   "separator")
            file.write("\t".join(cells) + "\n")


def count_levels(rows):
    return sum(1 for row in rows if row.get("max_irql"))


def say(source, target, rows_in, rows_out, left_out):
    print(f"{source} -> {target}: {len(rows_in)} rows in "
          f"({count_levels(rows_in)} with a level), {len(rows_out)} out "
          f"({count_levels(rows_out)} with a level)")
    for reason, names in left_out.items():
        print(f"  left out, {reason}: {len(names)}: {', '.join(names)}")
    if len(rows_in) != len(rows_out) + sum(map(len, left_out.values())):
        raise BadTable(f"{source}: rows got lost")


def drop_repeats(rows):
    """Two rows that are equal in every cell say no more than one."""
    seen, kept, repeats = set(), [], []
    for row in rows:
        key = tuple(value for column, value in row.items() if column != "line")
        if key in seen:
            repeats.append(next(iter(row.values())))
            continue
        seen.add(key)
        kept.append(row)
    return kept, repeats


def import_plain(folder, source, target, columns):
    rows = read_table(folder, source, columns)
    kept, repeats = drop_repeats(rows)
    write_table(target, columns, kept)
    say(source, target, rows, kept,
        {"the same row twice": repeats} if repeats else {})
    return kept


def import_blocking(folder):
    """Adds 'basis': whose page names no level has a derived level."""
    columns = ["name", "kind", "max_irql", "parameter", "condition", "page"]
    rows = read_table(folder, "blocking-functions.tsv", columns)
    for row in rows:
        row["basis"] = ""
        if row["max_irql"]:
            missing = re.search(r"(gives no IRQL|names no level)",
                                row["condition"])
            row["basis"] = ("derived: the page " + missing.group(1)
                            if missing else "documented")
    kept, repeats = drop_repeats(rows)
    write_table("blocking.tsv", columns[:3] + ["basis"] + columns[3:], kept)
    say("blocking-functions.tsv", "blocking.tsv", rows, kept,
        {"the same row twice": repeats} if repeats else {})
    derived = [r["name"] for r in kept if r["basis"].startswith("derived")]
    print(f"  basis derived: {len(derived)}: {', '.join(derived)}")
    return kept


def import_known(folder):
    """Splits 'effect' into effect and alias, and 'basis' into basis and page."""
    columns = ["name", "kind", "max_irql", "effect", "basis"]
    rows = read_table(folder, "known-routines.tsv", columns)
    for row in rows:
        row["alias"] = row["page"] = ""
        if row["effect"].startswith("alias:"):
            row["alias"] = row["effect"][len("alias:"):]
            row["effect"] = ""
        basis = row["basis"]
        if PAGE.match(basis):
            row["page"] = basis
            # A page that documents the mapping of a header says nothing of the
            # routine that the old name stands for without that header.
            row["basis"] = "mapped" if row["alias"] else "documented"
        elif basis == "language/compiler builtin":
            row["basis"] = "builtin"
        elif not basis.startswith("derived: "):
            raise BadTable(f"known-routines.tsv:{row['line']}: basis '{basis}'")
    kept, repeats = drop_repeats(rows)
    write_table("known.tsv",
                ["name", "kind", "max_irql", "effect", "alias", "basis", "page"],
                kept)
    say("known-routines.tsv", "known.tsv", rows, kept,
        {"the same row twice": repeats} if repeats else {})
    return kept


def import_costs(folder):
    """Splits 'basis' into basis, page and note."""
    columns = ["name", "cost_us_min", "cost_us_max", "parameter", "basis"]
    rows = read_table(folder, "costs.tsv", columns)
    for row in rows:
        row["page"] = row["note"] = ""
        basis = row["basis"]
        if basis.startswith("documented: "):
            page = PAGE.match(basis[len("documented: "):])
            if not page:
                raise BadTable(f"costs.tsv:{row['line']}: basis '{basis}'")
            rest = basis[len("documented: ") + page.end():].strip()
            row["basis"], row["page"] = "documented", page.group(0)
            row["note"] = rest.strip("()")
        elif not basis.startswith("assumption: "):
            raise BadTable(f"costs.tsv:{row['line']}: basis '{basis}'")
        elif float(row["cost_us_min"]) != 0:
            raise BadTable(f"costs.tsv:{row['line']}: an assumption with a floor")
    kept, repeats = drop_repeats(rows)
    write_table("costs.tsv", columns + ["page", "note"], kept)
    say("costs.tsv", "costs.tsv", rows, kept,
        {"the same row twice": repeats} if repeats else {})
    return kept


def leave_names(folder, named):
    """The table of documented names carries no fact that is used."""
    rows = read_table(folder, "storport-names.tsv",
                      ["kind", "name", "member", "page"])
    print(f"storport-names.tsv: {len(rows)} rows in, 0 out")
    kinds = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row["name"])
    for kind in sorted(kinds):
        print(f"  left out, a name and a page but neither level nor effect: "
              f"{kind}: {len(kinds[kind])}")
    for kind in ("function", "macro", "role"):
        missing = sorted(set(kinds.get(kind, [])) - named)
        print(f"  of these, {kind} names with no row in any imported table: "
              f"{len(missing)}: {', '.join(missing)}")


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = arguments[1]
    tables = [
        import_plain(folder, "ddi-irql.tsv", "irql.tsv",
                     ["name", "header", "min_irql", "max_irql", "raw", "page"]),
        import_blocking(folder),
        import_plain(folder, "storport-functions.tsv", "storport.tsv",
                     ["name", "min_irql", "max_irql", "callable_from", "blocks",
                      "deferrable_at_dirql", "work", "deprecated", "note",
                      "page"]),
        import_known(folder),
        import_plain(folder, "callback-roles.tsv", "callbacks.tsv",
                     ["role", "pointer_typedef", "header", "min_irql",
                      "max_irql", "raw", "page", "note"]),
        import_plain(folder, "storport-notifications.tsv", "notifications.tsv",
                     ["type", "documented", "sdv_allowed", "arguments",
                      "deferrable_at_dirql", "work", "note", "page"]),
        import_plain(folder, "sdv-storport-rules.tsv", "sdv.tsv",
                     ["rule", "function", "page"]),
        import_costs(folder),
    ]
    named = {row.get("name") or row.get("role") for rows in tables
             for row in rows}
    named |= {row["pointer_typedef"] for row in tables[4]}
    leave_names(folder, named)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv))
    except (BadTable, OSError) as problem:
        print(f"import-api: {problem}", file=sys.stderr)
        sys.exit(1)
