#!/usr/bin/env python3
"""Writes the seeds of the fuzzers: make_seeds.py [FOLDER].

FOLDER (default: corpus beside this script) gets one folder per fuzzer.  The
files are checked in; run this after a change and look at the difference."""

import pathlib
import struct
import sys

FACTS = b"isrlint-facts 1\nunit a.c\n"
FACTS_B = b"isrlint-facts 1\nunit b.c\n"
BIG_CLASS = bytes.fromhex("c7a1bad1eebaa94baf20faf66aa4dcb8")
LTCG_CLASS = bytes.fromhex("38feb30ca5d9ab4dac9bd6b6222653c2")


def coff(sections, machine=0x8664, big=False, longest=8):
    """A COFF object: headers, contents, one symbol, string table."""
    header_size = 56 if big else 20
    at = header_size + 40 * len(sections)
    headers, contents, strings = b"", b"", b""
    for name, content in sections:
        field = name.encode()
        if len(field) > longest:
            strings_at = 4 + len(strings)
            strings += field + b"\0"
            field = b"/%d" % strings_at
        headers += struct.pack("<8sIIIIIIHHI", field, 0, 0, len(content),
                               at + len(contents), 0, 0, 0, 0, 0x800)
        contents += content
    symbols = at + len(contents)
    if big:
        header = struct.pack("<HHHHI16sIIIIIII", 0, 0xFFFF, 2, machine, 0,
                             BIG_CLASS, 0, 0, 0, 0, len(sections), symbols, 1)
    else:
        header = struct.pack("<HHIIIHH", machine, len(sections), 0, symbols, 1,
                             0, 0)
    symbol = bytes(20 if big else 18)
    return (header + headers + contents + symbol +
            struct.pack("<I", 4 + len(strings)) + strings)


def elf(sections, wide=True, order="<", extended=False, flags=0):
    """An ELF object: headers (null, sections, names), names, contents."""
    header_size, entry_size = (64, 64) if wide else (52, 40)
    entry = order + ("IIQQQQIIQQ" if wide else "IIIIIIIIII")
    total = len(sections) + 2
    at = header_size + entry_size * total
    names, contents, places = b"\0", b"", []
    for name, _ in sections:
        places.append(len(names))
        names += name.encode() + b"\0"
    headers = struct.pack(entry, 0, 0, 0, 0, 0, total if extended else 0,
                          total - 1 if extended else 0, 0, 0, 0)
    for place, (_, content) in zip(places, sections):
        headers += struct.pack(entry, place, 1, flags, 0,
                               at + len(names) + len(contents), len(content),
                               0, 0, 1, 0)
        contents += content
    headers += struct.pack(entry, 0, 3, 0, 0, at, len(names), 0, 0, 1, 0)
    ident = b"\x7fELF" + bytes([2 if wide else 1, 1 if order == "<" else 2, 1])
    header = ident.ljust(16, b"\0") + struct.pack(
        order + ("HHIQQQIHHHHHH" if wide else "HHIIIIIHHHHHH"), 1, 62, 1, 0, 0,
        header_size, 0, header_size, 0, 0, entry_size,
        0 if extended else total, 0xFFFF if extended else total - 1)
    return header + headers + names + contents


def archive(*members):
    """An ar archive of (name field, content)."""
    text = b"!<arch>\n"
    for name, content in members:
        text += b"%-16s%-12s%-6s%-6s%-8s%-10d`\n" % (name.encode(), b"0", b"0",
                                                     b"0", b"644",
                                                     len(content))
        text += content + b"\n" * (len(content) & 1)
    return text


def object_seeds():
    one = [(".isrlint", FACTS)]
    three = [(".text", b"\xc3"), (".debug_abbrev", b"x"), (".isrlint", FACTS)]
    two_texts = [(".isrlint", FACTS + b"\0\0" + FACTS_B + FACTS + b"\0")]
    plain = coff([(".text", b"\xc3")])
    short_import = struct.pack("<HHHHIIHH", 0, 0xFFFF, 0, 0x8664, 0, 4, 0,
                               4) + b"f\0d\0"
    bitcode = b"BC\xc0\xde"
    # Both headers are those of the first, which is most of the file.
    overlap = coff([(".isrlint", FACTS * 9), (".isrlint", b"")])
    overlap = overlap[:60] + overlap[20:60] + overlap[100:]
    yield "coff", coff(three)
    yield "coff-texts", coff(two_texts)
    yield "coff-unknown-machine", coff(one, machine=0x7777)
    yield "coff-big", coff(three, big=True)
    yield "coff-long-name", coff(one, longest=0)
    yield "coff-none", plain
    yield "coff-overlap", overlap
    yield "elf64le", elf(three)
    yield "elf64be", elf(one, order=">")
    yield "elf32le", elf(one, wide=False)
    yield "elf32be", elf(two_texts, wide=False, order=">")
    yield "elf64-extended", elf(one, extended=True)
    yield "elf32-extended", elf(one, wide=False, order=">", extended=True)
    yield "elf-compressed", elf(one, flags=0x800)
    yield "archive-gnu", archive(
        ("/", bytes(4)), ("//", b"sub/a long name.o/\nb.o/\n"),
        ("/0", elf(one)), ("/19", coff(one)), ("c.o/", plain))
    yield "archive-microsoft", archive(
        ("/", bytes(4)), ("/", bytes(8)), ("//", b"obj\\amd64\\a.obj\0"),
        ("/<ECSYMBOLS>/", bytes(4)), ("/0", coff(one)),
        ("d.dll/", short_import))
    yield "archive-bsd", archive(
        ("#1/20", b"__.SYMDEF SORTED\0\0\0\0" + bytes(8)),
        ("#1/8", b"a.o\0\0\0\0\0" + elf(one)), ("b.o", coff(one)),
        ("readme", b"text\n"))
    yield "archive-bitcode", archive(("a.obj/", coff(one)),
                                     ("b.obj/", bitcode))
    yield "archive-path", archive(("//", b"folder/" * 12 + b"a.obj/\n"),
                                  ("/0", bitcode))
    yield "archive-thin", b"!<thin>\n"
    yield "bitcode", bitcode
    yield "bitcode-wrapper", b"\xde\xc0\x17\x0b"
    yield "image", b"MZ" + bytes(62)
    yield "import", short_import
    yield "ltcg", struct.pack("<HHHHI16s", 0, 0xFFFF, 1, 0x8664, 0, LTCG_CLASS)
    yield "facts", FACTS


def main():
    here = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here / "corpus"
    out = folder / "object"
    out.mkdir(parents=True, exist_ok=True)
    for name, content in object_seeds():
        (out / name).write_bytes(content)


if __name__ == "__main__":
    main()
