"""A citizen's walk through the public site in a real browser, and axe on its pages.

usage: public_site.py ADDRESS AXE [SCREENSHOTS]
Prints one line for each problem and ends with 1 when there is any. Needs playwright and Debian's chromium.
"""

import re
import sys

from playwright.sync_api import sync_playwright

address, axe_file = sys.argv[1], sys.argv[2]
shots = sys.argv[3] if len(sys.argv) > 3 else None
axe = open(axe_file, encoding="utf-8").read()
problems = []


def problem(*words):
    problems.append(" ".join(str(word) for word in words))


def expect(condition, *words):
    if not condition:
        problem(*words)


def walk(page, words, english=False):
    """Home → search → table → number → source box, by following what is on the pages."""
    page.goto(address + ("/en/" if english else "/"))
    expect(page.locator("html").get_attribute("lang") == ("en" if english else "zh-CN"), "language of the home page")
    page.locator("header form[role=search] input").fill(words)
    page.locator("header form[role=search] button").click()
    expect("search?q=" in page.url, "search did not lead to results:", page.url)
    hit = page.locator("ol.hits a[href*='/tables/']").first
    expect(hit.count() == 1, "no table among the results of", words)
    hit.click()
    expect("/tables/" in page.url, "a result did not lead to its table:", page.url)
    number = page.locator("table.printed td.number a").first
    printed = number.inner_text()
    number.click()
    expect("/source/" in page.url, "a number did not lead to its source:", page.url)
    expect(printed in page.locator(".printed-number").inner_text(), "the source does not show", printed)
    expect(page.locator("code.digest").first.inner_text().strip() != "", "no digest of the file")
    lit = page.locator("svg.page rect.box, .lines li.lit")
    expect(lit.count() >= 1, "nothing is lit on the page of the original")
    expect(page.locator("table.printed td.lit").count() == 1, "the cell is not lit in its table")


def book_of(page):
    page.goto(address + "/departments")
    return page.locator("ul.departments .books a[href*='/sample-']").first.get_attribute("href")


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])

    # with script, then without, then in English, then on a telephone
    for name, options, english in [
        ("script", {}, False), ("no script", {"java_script_enabled": False}, False), ("English", {}, True),
        ("360 px", {"viewport": {"width": 360, "height": 740}}, False),
    ]:
        context = browser.new_context(**options)
        page = context.new_page()
        page.on("console", lambda message: problem(name, message.text) if message.type == "error" else None)
        walk(page, "教育", english)
        if name == "script":
            page.goto(address + "/")
            page.locator("#q").press_sequentially("教育")
            page.wait_for_selector("datalist#suggestions option", state="attached", timeout=5000)
        context.close()

    # keyboard only: the skip link comes first and leads to the content; tables can be scrolled
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "/")
    page.keyboard.press("Tab")
    expect(page.evaluate("document.activeElement.className") == "skip", "the skip link is not first")
    page.keyboard.press("Enter")
    expect(page.url.endswith("#content"), "the skip link leads nowhere")
    page.goto(address + "/")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.getAttribute('href') || document.activeElement.id)"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if page.evaluate("document.activeElement.tagName") in ("A", "BUTTON", "INPUT"):
            expect(outline != "none", "no visible focus on", page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    expect("q" in reached and any("/source/" in (one or "") for one in reached), "a number cannot be reached by keyboard")
    book = book_of(page)
    context.close()

    pages = {
        "home": "/", "departments": "/departments", "department": re.sub(r"/\d{4}/.*", "", book), "book": book,
        "table": book + "/tables/2", "source": book + "/source/2/0/3", "whole": book + "/book",
        "projects": book + "/projects", "findings": book + "/findings", "versions": book + "/versions",
        "compare": "/compare?d=" + book.split("/")[2], "search": "/search?q=%E6%95%99%E8%82%B2", "glossary": "/glossary",
        "data": "/data", "about": "/about", "English book": "/en" + book,
    }
    checked = 0
    for width in (360, 768, 1280):
        # the policy of the site lets no foreign script in, and axe is one
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
        page = context.new_page()
        for name, path in pages.items():
            page.emulate_media(color_scheme="light")
            page.goto(address + path)
            page.evaluate(axe)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                expect(over <= 0, name, width, scheme, "is", over, "pixels too wide")
                # in the dark nothing but the colours is another, and they are the same at every width
                rules = "" if scheme == "light" else ", runOnly: ['color-contrast', 'link-in-text-block']"
                if scheme == "light" or width == 1280:
                    found = page.evaluate(
                        "axe.run(document, {resultTypes: ['violations']" + rules + "}).then(r => r.violations.map("
                        "v => v.id + ' ' + v.nodes[0].html.slice(0, 160)))")
                    for one in found:
                        problem(name, width, scheme, one)
                    checked += 1
                if shots:
                    page.screenshot(path=f"{shots}/{name.replace(' ', '-')}-{width}-{scheme}.png", full_page=True)
        context.close()
    browser.close()

for one in problems:
    print(one)
print(f"{checked} pages looked at, {len(problems)} problems")
sys.exit(1 if problems else 0)
