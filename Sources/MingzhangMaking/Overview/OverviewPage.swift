import Foundation
import MingzhangModel

/// The overview of a batch as one page: totals, what could not be read, the most frequent rules, and a line a file with the
/// way to its report. Readable without script, printable, usable by keyboard, light and dark.
struct OverviewPage {
  private let overview: Overview
  init(_ overview: Overview) { self.overview = overview }

  var html: String {
    let title = overview.isCheck ? say("核对总览", "Check overview") : say("读取总览", "Reading overview")
    return """
      <!DOCTYPE html>
      <html lang="\(overview.language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <a class="skip" href="#files">\(say("跳到文件表", "Skip to the files"))</a>
      <main>
      <h1>\(title)</h1>
      \(totals)\(missing)\(rules)\(files)</main>
      </body>
      </html>

      """
  }

  private var totals: String {
    var tiles = ["<li><b>\(overview.lines.count)</b> \(say("个文件", "files"))</li>"]
    if overview.isCheck {
      for (severity, count, name) in [
        (Severity.error, overview.errors, say("错误", "errors")),
        (.warning, overview.warnings, say("警告", "warnings")), (.notice, overview.notices, say("提示", "notices")),
      ] {
        let files = overview.files(with: severity)
        tiles.append(
          "<li class=\"\(severity.rawValue)\"><b>\(count)</b> \(name)<small>\(say("在 \(files) 个文件", "in \(files) files"))</small></li>"
        )
      }
    }
    tiles.append("<li><b>\(overview.count(.partly))</b> \(say("个未读全", "read in part"))</li>")
    tiles.append("<li><b>\(overview.count(.unreadable))</b> \(say("个读不出", "unreadable"))</li>")
    let identities = overview.identities
    if identities.tried > 0 {
      tiles.append("<li><b>\(identities.holding)/\(identities.tried)</b> \(say("勾稽相符", "identities hold"))</li>")
    }
    var out = "<ul class=\"totals\">\n\(tiles.joined(separator: "\n"))\n</ul>\n"
    if !overview.skipped.isEmpty {
      let kinds = overview.skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "\($0.key.isEmpty ? say("无扩展名", "no extension") : escape($0.key)) \($0.value)"
      }
      out += "<p>\(say("跳过的文件：", "Skipped files: "))\(kinds.joined(separator: say("、", ", ")))</p>\n"
    }
    out +=
      "<p>\(say("同样内容", "The same as")) <a href=\"overview.xlsx\">XLSX</a> <a href=\"overview.csv\">CSV</a> <a href=\"overview.json\">JSON</a></p>\n"
    return out
  }

  private var missing: String {
    let lines = overview.lines.filter { $0.status != .read }
    guard !lines.isEmpty else { return "" }
    let items = lines.map { line in
      let reasons = ([line.problem].compactMap(\.self) + (line.status == .partly ? line.notices : [])).map {
        escape($0[overview.language])
      }
      let name = escape(line.name)
      let head = reasons.contains { $0.contains(name) } ? [] : [name]  // most sentences name the file themselves
      let words = (head + reasons).joined(separator: "<br>")
      return "<li><b>\(line.status.wording[overview.language])</b> \(words)</li>"
    }
    return """
      <h2>\(say("没有读全的文件", "Files not read in full"))\(say("（\(lines.count)）", " (\(lines.count))"))</h2>
      <ul class="missing">
      \(items.joined(separator: "\n"))
      </ul>

      """
  }

  private var rules: String {
    let rules = overview.frequentRules
    guard !rules.isEmpty else { return "" }
    func rows(_ rules: some Sequence<Overview.FrequentRule>) -> String {
      rules.map { rule in
        "<tr><td class=\"code\">\(rule.rule)</td><td>\(escape(rule.title[overview.language]))</td>"
          + "<td class=\"\(rule.severity.rawValue)\"><b>\(name(rule.severity))</b></td><td class=\"number\">\(rule.files)</td><td class=\"number\">\(rule.findings)</td></tr>"
      }.joined(separator: "\n")
    }
    let head =
      "<thead><tr><th scope=\"col\">\(say("规则", "rule"))</th><th scope=\"col\">\(say("问题", "defect"))</th>"
      + "<th scope=\"col\">\(say("级别", "severity"))</th><th scope=\"col\" class=\"number\">\(say("文件", "files"))</th>"
      + "<th scope=\"col\" class=\"number\">\(say("处数", "findings"))</th></tr></thead>"
    var out = """
      <h2>\(say("最常见的问题", "Most frequent"))</h2>
      <div class="wide" tabindex="0" role="region" aria-label="\(say("最常见的问题", "Most frequent"))"><table>
      \(head)
      <tbody>
      \(rows(rules.prefix(12)))
      </tbody></table></div>

      """
    if rules.count > 12 {
      out += """
        <details><summary>\(say("其余 \(rules.count - 12) 条规则", "\(rules.count - 12) more rules"))</summary>
        <table>
        \(head)
        <tbody>
        \(rows(rules.dropFirst(12)))
        </tbody></table></details>

        """
    }
    return out
  }

  private var files: String {
    var head = [
      (say("文件", "File"), false), (say("单位", "Department or unit"), false), (say("年度", "Year"), true),
      (say("类型", "Kind"), false),
    ]
    if overview.isCheck {
      head += [
        (say("错误", "Errors"), true), (say("警告", "Warnings"), true), (say("提示", "Notices"), true),
        (say("未能核对", "Unchecked"), true),
      ]
    }
    head += [
      (say("表", "Tables"), true), (say("勾稽", "Identities"), true), (say("把握", "Sure"), false),
      (say("状态", "Status"), false),
    ]
    let rows = overview.lines.map(row).joined(separator: "\n")
    return """
      <h2 id="files">\(say("文件", "Files"))\(say("（\(overview.lines.count)）", " (\(overview.lines.count))"))</h2>
      <div class="wide" tabindex="0" role="region" aria-label="\(say("文件", "Files"))"><table class="files">
      <thead><tr>\(head.map { "<th scope=\"col\"\($0.1 ? " class=\"number\"" : "")>\($0.0)</th>" }.joined())</tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div>

      """
  }

  private func row(_ line: OverviewLine) -> String {
    let main = line.files.first { $0.hasSuffix(".html") } ?? line.files.first
    let name = escape(line.name)
    var out = "<tr><th scope=\"row\">"
    out += main.map { "<a href=\"\(link($0))\">\(name)</a>" } ?? name
    let others = line.files.filter { $0 != main }
    if !others.isEmpty, others.count <= 6 {
      out +=
        " <small>" + others.map { "<a href=\"\(link($0))\">\(escape(kind(of: $0)))</a>" }.joined(separator: " ")
        + "</small>"
    }
    out += "</th>"
    func cell(_ text: String, _ style: String = "") {
      out += "<td\(style.isEmpty ? "" : " class=\"\(style)\"")>\(text)</td>"
    }
    let isRead = line.status != .unreadable
    cell(escape(line.entity))
    cell(line.fiscalYear.map(String.init) ?? "", "number")
    cell(line.kind.map { overview.language == .chinese ? ($0 == .budget ? "预算" : "决算") : $0.rawValue } ?? "")
    if overview.isCheck {
      let found = line.findings
      func count(_ value: Int?, _ severity: Severity) {
        cell(
          value.map { $0 > 0 ? "<b>\($0)</b>" : "0" } ?? "", (value ?? 0) > 0 ? "number \(severity.rawValue)" : "number"
        )
      }
      count(found?.errors, .error)
      count(found?.warnings, .warning)
      count(found?.notices, .notice)
      cell(found.map { "\($0.unchecked)" } ?? "", "number")
    }
    cell(isRead ? "\(line.tables)" : "", "number")
    cell(line.identities.tried > 0 ? "\(line.identities.holding)/\(line.identities.tried)" : "", "number")
    cell(isRead ? line.sureness.wording[overview.language] : "")
    cell(line.status.wording[overview.language], line.status == .read ? "" : "warning")
    return out + "</tr>"
  }

  private func kind(of path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }

  private func name(_ severity: Severity) -> String {
    overview.language == .chinese ? severity.chinese : severity.english
  }

  private func link(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(CharacterSet(charactersIn: ":")))
      ?? escape(path)
  }

  private func say(_ chinese: String, _ english: String) -> String { overview.say(chinese, english) }

  private func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }

  private static let style = """
    :root { color-scheme: light dark; --line: light-dark(#c9c9c9, #555); --error: light-dark(#a30d0d, #ff9b93);
      --warning: light-dark(#7a4a00, #f2c063); --notice: light-dark(#1c4f8a, #93c4ff); --link: light-dark(#0b4fa8, #9cc8ff); }
    body { font: 15px/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0;
      color: light-dark(#1a1a1a, #eee); background: light-dark(#fff, #161616); }
    main { max-width: 84rem; margin: 0 auto; padding: 1.5rem; } a { color: var(--link); }
    .skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: Canvas; padding: .5rem; }
    h1 { font-size: 1.6rem; line-height: 1.3; } h2 { font-size: 1.25rem; margin-top: 2rem; }
    .totals { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 2rem; padding: 0; }
    .totals b { font-size: 1.6rem; font-variant-numeric: tabular-nums; } .totals small { display: block; }
    .error b { color: var(--error); } .warning b, td.warning { color: var(--warning); } .notice b { color: var(--notice); }
    .missing li { margin: .4rem 0; overflow-wrap: anywhere; }
    .wide { overflow-x: auto; } table { border-collapse: collapse; }
    th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top; }
    thead th { white-space: nowrap; border-bottom-width: 2px; } tbody th { font-weight: normal; overflow-wrap: anywhere; max-width: 30rem; min-width: 14rem; }
    .files td { white-space: nowrap; } .files td:nth-of-type(1) { white-space: normal; min-width: 10rem; }
    .number { text-align: right !important; font-variant-numeric: tabular-nums; } .code { font-family: monospace; }
    summary { padding: .3rem 0; cursor: pointer; }
    @media print { body { background: #fff; color: #000; font-size: 10px; } main { padding: 0; max-width: none; } .wide { overflow: visible; } tr { break-inside: avoid; } }
    """
}
