"""Typesets documents with Typst. One JSON request a line on standard input, one JSON answer a line on standard output.

request  {"template": path, "data": path, "output": path, "fonts": [folder, ...]}
answer   {"ok": true, "pages": 0} or {"ok": false, "error": "..."}
The compiler is kept between requests, so that fonts are read once and what is laid out alike is laid out once. It knows a document by
the name of its data, so requests that name the same file are the quickest.
"""

import json
import sys

try:
    import typst
except ImportError as error:
    print(json.dumps({"ok": False, "error": f"typst: {error}"}), flush=True)
    sys.exit(3)

compilers = {}


def typeset(request):
    key = (request["template"], request["data"], tuple(request["fonts"]))
    if key not in compilers:
        compilers.clear()
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=request["fonts"])
        compilers[key] = typst.Compiler(request["template"], root="/", font_paths=fonts, sys_inputs={"data": request["data"]})
    result = compilers[key].compile_with_warnings(pdf_standards=["ua-1", "a-2a"])
    pdf, warnings = result
    unknown = [str(w.message if hasattr(w, "message") else w) for w in warnings if "unknown font" in str(getattr(w, "message", w))]
    if unknown:
        raise RuntimeError("; ".join(unknown))
    with open(request["output"], "wb") as file:
        file.write(pdf)
    return {"ok": True}


for line in sys.stdin:
    try:
        answer = typeset(json.loads(line))
    except Exception as error:  # every failure becomes an answer: the worker goes on
        answer = {"ok": False, "error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
