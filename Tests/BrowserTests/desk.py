#!/usr/bin/env python3
"""Walks the desk in a real browser: 30 files uploaded, checked, returned, corrected, approved, published, and seen by the public.

    desk.py SERVER TOOLS [PICTURES]

SERVER is the built mingzhang-server, TOOLS the folder with axe.min.js and vnu.jar (Scripts/setup --browser), PICTURES a folder for
screenshots. Prints one line for every step, and ends with 1 at the first that fails. Needs Playwright (a wheel) and chromium.
"""
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from playwright.sync_api import sync_playwright

PASSWORD = "long enough a word"
DEPARTMENTS = ["教育局", "卫生健康委员会", "民政局", "交通运输局", "水利局"]


SAMPLE = pathlib.Path(__file__).resolve().parent.parent / "MingzhangCheckingTests/Cases/base.md"


def book(department: str, year: int, wrong: bool = False) -> bytes:
    """The sample book of the rules' cases, of this department and year; with `wrong`, its two totals differ by a fen."""
    text = SAMPLE.read_text(encoding="utf-8").replace("甲县财政局", f"示例市{department}")
    text = text.replace("2023", "LAST").replace("2024", str(year)).replace("LAST", str(year - 1))
    if wrong:
        text = text.replace("| 7 | 收入总计 | 1000000.00 |", "| 7 | 收入总计 | 1000000.01 |")
    return text.encode()


class Desk:
    def __init__(self, server: str, tools: pathlib.Path, pictures: pathlib.Path | None):
        self.server, self.tools, self.pictures = server, tools, pictures
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="desk-"))
        self.data = self.folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.pages: list[tuple[str, str]] = []
        self.problems: list[str] = []

    # -- the server

    def command(self, *words: str, given: str | None = None) -> None:
        subprocess.run([self.server, *words, "--data", str(self.data)], input=given, text=True, check=True, capture_output=True)

    def start(self) -> None:
        rows = ["id,parent,kind,name,region", "city,,city,示例市,", "bureau,city,bureau,示例市财政局,"]
        rows += [f"d{index},city,department,示例市{name}," for index, name in enumerate(DEPARTMENTS)]
        names = self.folder / "organisations.csv"
        names.write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.command("organisations", "import", str(names))
        for role in ["lead", "reviewer", "publisher", "administrator", "auditor"]:
            self.command("person", "add", "--login", role, "--roles", f"{role}@city", "--password-stdin", given=PASSWORD + "\n")
        self.process = subprocess.Popen(
            [self.server, "serve", "--data", str(self.data), "--port", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(400):
            try:
                urllib.request.urlopen(self.base + "/readyz").read()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the server did not start")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- looking

    def say(self, words: str) -> None:
        print(words, flush=True)

    def must(self, is_so: bool, words: str) -> None:
        self.say(("ok   " if is_so else "FAIL ") + words)
        if not is_so:
            self.problems.append(words)

    def picture(self, page, name: str, full: bool = False) -> None:
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(self.pictures / f"{name}.png"), full_page=full)

    def inspect(self, page, name: str) -> None:
        """axe at three widths, the middle one dark, where nothing but the colours is another; keeps the page for the HTML checker."""
        self.pages.append((name, page.evaluate(
            "async () => await (await fetch(location.href, {headers: {Accept: 'text/html'}})).text()")))
        violations = []
        for width, scheme in [(1280, "light"), (800, "dark"), (390, "light")]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("async ([source, dark]) => { if (!window.axe) { (0, eval)(source); } const r = await axe.run(document, {resultTypes: ['violations'], ...(dark ? {runOnly: ['color-contrast', 'link-in-text-block']} : {})}); return r.violations.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 160) + ' ' + (v.nodes[0].any[0] ? v.nodes[0].any[0].message : '')) }", [self.axe, scheme == "dark"])
            violations += [f"{width} {scheme}: {one}" for one in found]
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 1:
                violations.append(f"{width}: the page is {overflow} px too wide")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        self.must(not violations, f"axe: {name} {violations}")

    def sign_in(self, browser, login: str, **options):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=options.pop("bypass", True), **options)
        page = context.new_page()
        page.goto(self.base + "/sign-in")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.click("main form button")
        page.wait_for_url("**/desk*")
        return page

    # -- the walk

    def walk(self, browser) -> None:
        self.axe = (self.tools / "axe.min.js").read_text(encoding="utf-8")
        files = [
            {"name": f"{name}{year}.md", "mimeType": "text/markdown", "buffer": book(name, year, wrong=(name, year) == ("教育局", 2026))}
            for name in DEPARTMENTS for year in range(2021, 2027)]
        lead = self.sign_in(browser, "lead")
        lead.goto(self.base + "/desk/upload")
        lead.set_input_files("#files", files)
        lead.click("#upload button")
        lead.wait_for_selector("#sending a", timeout=120_000)
        self.must(lead.locator("#sent .taken").count() == 30, "30 files taken, one after the other")
        self.picture(lead, "upload")
        lead.set_input_files("#files", files[:2] + [{"name": "坏.pdf", "mimeType": "application/pdf", "buffer": b""}])
        lead.click("#upload button")
        lead.wait_for_function("document.querySelectorAll('#sent li').length === 3")
        self.must("没有重复收" in lead.inner_text("#sent") and "空文件" in lead.inner_text("#sent"), "the same file and an empty one are told")
        self.inspect(lead, "upload")
        lead.goto(self.base + "/desk/progress")
        self.picture(lead, "progress")
        lead.wait_for_function("document.getElementById('bar').value === 30", timeout=240_000)
        self.must(True, "30 files checked, seen live: " + lead.inner_text("#summary"))
        lead.reload()
        self.inspect(lead, "progress")
        lead.goto(self.base + "/desk")
        self.picture(lead, "todo")
        self.inspect(lead, "todo")

        reviewer = self.sign_in(browser, "reviewer")
        publisher = self.sign_in(browser, "publisher")
        rows = json.loads(lead.evaluate("async () => await (await fetch('/desk/progress.json')).text()"))["versions"]
        matched = [row for row in rows if row["organisation"]]
        self.must(len(matched) == 30, f"{len(matched)} of 30 found their department by name")
        wrong = next(row["id"] for row in rows if row["file"] == "教育局2026.md")
        self.submit(lead, wrong)
        self.go_through(reviewer, wrong)
        corrected = self.correct(lead, wrong)
        for row in rows:
            if row["id"] != wrong:
                self.submit(lead, row["id"])
        self.submit(lead, corrected)
        for number in [row["id"] for row in rows if row["id"] != wrong] + [corrected]:
            self.approve(reviewer, number)
        self.must(True, "30 approved")
        for number in [row["id"] for row in rows if row["id"] != wrong] + [corrected]:
            publisher.goto(f"{self.base}/desk/versions/{number}")
            publisher.click("form[action$='/publish'] button")
            publisher.wait_for_load_state()
        self.must("已公开" in publisher.inner_text("main"), "30 published")
        visitor = browser.new_context().new_page()
        answer = visitor.goto(self.base + "/departments/d0/2026/budget")
        if answer.status == 404:
            visitor.goto(self.base + "/")
        self.must("2026" in visitor.inner_text("body"), "the public sees the corrected book")
        self.picture(visitor, "public")
        self.others(browser, lead, reviewer)
        self.without_script(browser, corrected)
        many = self.seed(lead)
        self.keyboard(browser, many)
        self.english(browser, many)
        self.check_html()

    def submit(self, page, number: int) -> None:
        page.goto(f"{self.base}/desk/versions/{number}")
        page.click("form[action$='/submit'] button")
        page.wait_for_load_state()

    def go_through(self, page, number: int) -> None:
        page.goto(f"{self.base}/desk/versions/{number}?severity=error")
        errors = page.locator("ol.findings li").count()
        self.must(errors > 0, f"the wrong book shows {errors} errors")
        self.picture(page, "viewer")
        self.inspect(page, "viewer")
        page.fill("#comment-text", "两个总计不等，请核对台账。")
        page.locator("form[action$='/comment'] button").first.click()
        page.wait_for_load_state()
        page.fill("#return-text", "收支总计不平，请更正后重新送审。")
        page.click("form[action$='/return'] button")
        page.wait_for_load_state()
        self.must("已退回" in page.inner_text("main"), "returned with a letter")
        letter = page.evaluate(f"async () => (await fetch('/desk/versions/{number}/letter.docx')).status")
        self.must(letter == 200, "the letter can be taken along")

    def correct(self, page, number: int) -> int:
        page.goto(f"{self.base}/desk/versions/{number}")
        self.must("收支总计不平" in page.inner_text("main"), "the department reads why")
        page.set_input_files("form[action$='/upload'] input[type=file]", {"name": "教育局2026更正.md", "mimeType": "text/markdown", "buffer": book("教育局", 2026)})
        page.click("form[action$='/upload'] button")
        page.wait_for_load_state()
        link = page.locator(".results a", has_text="更正").first.get_attribute("href")
        corrected = int(link.split("/")[-1])
        for _ in range(200):
            page.goto(f"{self.base}/desk/versions/{corrected}")
            if "已核对" in page.inner_text("main"):
                break
            time.sleep(0.3)
        page.goto(f"{self.base}/desk/versions/{corrected}/history")
        self.must("已消失" in page.inner_text("main"), "findings compared: " + page.inner_text("h2:has-text('相比') + p"))
        self.picture(page, "history", full=True)
        self.inspect(page, "history")
        return corrected

    def approve(self, page, number: int) -> None:
        page.goto(f"{self.base}/desk/versions/{number}?severity=error&state=open")
        for _ in range(40):
            if not page.locator("ol.findings li").count():
                break
            page.fill("#comment-text", "样例只有一张表，缺的表不在本次范围。")
            page.locator("button[formaction$='/accept']").click()
            page.goto(f"{self.base}/desk/versions/{number}?severity=error&state=open")
        page.click("form[action$='/approve'] button")
        page.wait_for_load_state()
        if "已通过" not in page.inner_text("main"):
            self.must(False, f"no. {number} approved")

    def others(self, browser, lead, reviewer) -> None:
        administrator = self.sign_in(browser, "administrator")
        administrator.goto(self.base + "/desk/calendar")
        administrator.select_option("#d-organisation", "city")
        administrator.fill("#d-year", "2026")
        administrator.fill("#d-approved", "2026-01-20")
        administrator.locator("form.stacked button").click()
        administrator.wait_for_load_state()
        self.must("2026-02-09" in administrator.inner_text("main"), "twenty days after approval")
        for name, address in [("calendar", "calendar"), ("organisations", "organisations"), ("people", "people"), ("account", "account"), ("audit", "audit?verify=1")]:
            administrator.goto(f"{self.base}/desk/{address}")
            self.picture(administrator, name)
            self.inspect(administrator, name)
        self.must("环环相扣" in administrator.inner_text("main"), "the chain of the log is whole")
        for name, address in [("bureau", "bureau"), ("files", "versions")]:
            reviewer.goto(f"{self.base}/desk/{address}")
            self.picture(reviewer, name)
            self.inspect(reviewer, name)
        lead.goto(self.base + "/desk/match")
        self.inspect(lead, "match")

    def without_script(self, browser, number: int) -> None:
        page = self.sign_in(browser, "lead", java_script_enabled=False)
        page.goto(self.base + "/desk/upload")
        page.set_input_files("#files", [{"name": "无脚本.md", "mimeType": "text/markdown", "buffer": book("民政局", 2020)}, {"name": "空.md", "mimeType": "text/markdown", "buffer": b""}])
        page.click("#upload button")
        page.wait_for_load_state()
        text = page.inner_text(".results")
        self.must("新收 1 个" in text and "没有收 1 个" in text, "upload without script")
        self.picture(page, "upload-without-script", full=True)
        page.goto(f"{self.base}/desk/versions/{number}")
        self.must(page.locator("ol.findings a").count() >= 0 and "经过" in page.inner_text("main"), "viewer without script")

    def seed(self, page) -> int:
        """A real published book with many findings; its department is not one of this city's, so it waits to be matched."""
        page.goto(self.base + "/desk/upload")
        page.set_input_files("#files", str(SAMPLE.parents[3] / "Examples/seed/nangong-2023.md"))
        page.click("#upload button")
        page.wait_for_selector("#sending a", timeout=30_000)
        number = int(page.locator("#sent a").get_attribute("href").split("/")[-1])
        for _ in range(200):
            page.goto(f"{self.base}/desk/versions/{number}")
            if "已核对" in page.inner_text("main"):
                break
            time.sleep(0.3)
        page.goto(self.base + "/desk/match")
        self.picture(page, "match")
        self.must("南宫" in page.inner_text("main"), "what fits no department waits to be matched")
        return number

    def keyboard(self, browser, number: int) -> None:
        page = self.sign_in(browser, "reviewer", bypass=False)
        page.goto(f"{self.base}/desk/versions/{number}")
        first = page.inner_text("#finding-title")
        page.keyboard.press("j")
        page.wait_for_url("**f=2*")
        self.must(page.inner_text("#finding-title") != first, "j goes to the next finding")
        page.keyboard.press("k")
        page.wait_for_url("**f=1*")
        self.must(page.inner_text("#finding-title") == first, "k goes back")
        self.must(page.evaluate("document.activeElement.id") == "finding", "and the finding has the focus")
        page.goto(f"{self.base}/desk")
        seen = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))
        self.must({"/desk/versions", "/desk/bureau", "/desk/calendar"} <= seen, "every part of the desk is reached by Tab")

    def english(self, browser, number: int) -> None:
        page = self.sign_in(browser, "reviewer")
        page.goto(f"{self.base}/en/desk/versions/{number}")
        self.must("Findings" in page.inner_text("main") and page.get_attribute("html", "lang") == "en", "English")
        self.picture(page, "viewer-english")
        self.inspect(page, "viewer-english")
        page.goto(f"{self.base}/en/desk/bureau")
        page.set_viewport_size({"width": 390, "height": 844})
        self.picture(page, "bureau-narrow")

    def check_html(self) -> None:
        jar = self.tools / "vnu.jar"
        if not jar.exists() or not shutil.which("java"):
            self.say("skip HTML checker: no vnu.jar or no java")
            return
        names = []
        for name, text in self.pages:
            file = self.folder / f"{name}.html"
            file.write_text(text, encoding="utf-8")
            names.append(str(file))
        answer = subprocess.run(["java", "-Xss4m", "-jar", str(jar), "--format", "gnu", *names], capture_output=True, text=True)
        problems = [line for line in (answer.stdout + answer.stderr).splitlines() if "error:" in line]
        self.must(not problems, f"HTML checker, {len(names)} pages: " + "; ".join(problems[:6]))


def main() -> int:
    pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    desk = Desk(sys.argv[1], pathlib.Path(sys.argv[2]), pictures)
    desk.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            desk.walk(browser)
            browser.close()
    finally:
        desk.end()
    return 1 if desk.problems else 0


if __name__ == "__main__":
    sys.exit(main())
