"""Searches a static copy of the site as a reader would who has only its folder: no server, with and without script.

usage: static_export.py FOLDER AXE [SCREENSHOTS]
Prints one line for each problem and ends with 1 when there is any. Needs playwright and Debian's chromium.
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

folder, axe_file = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
shots = sys.argv[3] if len(sys.argv) > 3 else None
axe = open(axe_file, encoding="utf-8").read()
problems = []


def expect(condition, *words):
    if not condition:
        problems.append(" ".join(str(word) for word in words))


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    for start, table in [("index.html", "表中的行"), ("en/index.html", "Line")]:
        page.goto((folder / start).as_uri())
        page.locator("header form[role=search] input").fill("教育")
        page.locator("header form[role=search] button").click()
        expect(page.url.startswith(folder.as_uri()), start, "the search left the copy:", page.url)
        page.wait_for_selector("#hits li", timeout=20_000)
        expect(page.locator("#words").input_value() == "教育", start, "the words did not come along")
        line = page.locator("#hits li", has=page.locator(f".mark:text-is('{table}')")).first.locator("a")
        words = line.inner_text()
        expect("教育" in words, start, "a hit without the words:", words)
        line.click()
        expect("/tables/" in page.url and "#r" in page.url, start, "a hit did not lead to its line:", page.url)
        expect("教育" in page.locator("tr:target").inner_text(), start, "the line is another")
        expect(("/en/" in page.url) == start.startswith("en"), start, "the language changed:", page.url)
    search = (folder / "search/index.html").as_uri()
    for words, want in [("jyj", "教育局"), ("２０５", "205"), ("没有这样的字", None)]:
        page.goto(search)
        page.locator("#words").fill(words)
        page.locator("#words").press("Enter")
        page.wait_for_function("!document.getElementById('found').textContent.includes('正在') && document.getElementById('found').textContent")
        found = page.locator("#hits").inner_text()
        expect(want in found if want else not found and "没有找到" in page.locator("#found").inner_text(), words, "gave", found[:200])
    page.select_option("#y", "")
    page.locator("#words").fill("行政运行")
    page.locator("#words").press("Enter")
    page.wait_for_selector("#hits li")
    expect(len({text for text in page.locator("#hits .quiet").all_inner_texts()}) > 1, "all years gave one book only")
    for width, scheme in [(360, "light"), (1000, "dark")]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(axe)
        for one in page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 160)))"):
            problems.append(f"{width} {scheme} {one}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        expect(over <= 0, width, "pixels too wide:", over)
        if shots:
            page.screenshot(path=f"{shots}/static-search-{width}.png", full_page=True)
    context.close()

    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(search)
    expect(not page.locator("#static-search").is_visible(), "a form that does nothing is shown without script")
    expect(page.locator("nav.letters a").count() >= 2, "no letters")
    page.locator("ul.departments a.name").first.click()
    expect(page.url.startswith(folder.as_uri()) and "/departments/" in page.url, "the list did not lead to a department:", page.url)
    browser.close()

for one in problems:
    print(one)
print(f"{len(problems)} problems")
sys.exit(1 if problems else 0)
