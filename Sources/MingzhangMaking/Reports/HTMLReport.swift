import MingzhangModel

/// A check report as one accessible HTML page: readable without script, printable, usable by keyboard, light and dark.
public struct HTMLReport: Sendable {
  private let language: Language
  public init(language: Language) { self.language = language }

  public func html(for reports: [CheckReport]) -> String {
    let title =
      reports.count == 1
      ? "\(reports[0].entity) \(reports[0].fiscalYear.map(String.init) ?? "") \(say("核对报告", "check report"))"
      : say("核对报告", "Check report")
    var body = ""
    for report in reports { body += section(report) }
    return """
      <!DOCTYPE html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escape(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <a class="skip" href="#main">\(say("跳到正文", "Skip to content"))</a>
      <main id="main">
      \(body)</main>
      </body>
      </html>

      """
  }

  private func section(_ report: CheckReport) -> String {
    let heading = say(
      "\(report.entity) \(report.fiscalYear.map(String.init) ?? "") 年\(report.kind.chinese)核对报告",
      "\(report.entity) \(report.fiscalYear.map(String.init) ?? "") \(report.kind.rawValue) check report")
    var out = "<h1>\(escape(heading))</h1>\n"
    if let source = report.source {
      out += "<p class=\"file\">\(escape(source.name))<br><span class=\"hash\">SHA-256 \(source.sha256)</span></p>\n"
    }
    out += """
      <ul class="counts">
      <li class="error"><b>\(report.count(.error))</b> \(say("错误", "errors"))</li>
      <li class="warning"><b>\(report.count(.warning))</b> \(say("警告", "warnings"))</li>
      <li class="notice"><b>\(report.count(.notice))</b> \(say("提示", "notices"))</li>
      <li><b>\(report.count(.holds))</b> \(say("条规则通过", "rules hold"))</li>
      <li><b>\(report.count(.unchecked))</b> \(say("条规则未能核对", "rules unchecked"))</li>
      </ul>

      """
    for severity in [Severity.error, .warning, .notice] {
      let findings = report.findings.filter { $0.severity == severity }
      guard !findings.isEmpty else { continue }
      out += "<h2>\(language == .chinese ? severity.chinese : severity.english.capitalized)（\(findings.count)）</h2>\n"
      out += findings.map(article).joined()
    }
    out += quality(report) + unchecked(report)
    return out
  }

  private func article(_ finding: Finding) -> String {
    var out = "<article class=\"\(finding.severity.rawValue)\">\n"
    out += "<h3><span class=\"code\">\(finding.rule)</span> \(escape(finding.title[language]))</h3>\n"
    out += "<p>\(escape(finding.message[language]))</p>\n<dl>\n"
    let figures = [
      (say("应为", "Expected"), finding.expected), (say("现为", "Found"), finding.found),
      (say("相差", "Difference"), finding.difference),
    ]
    for (label, value) in figures {
      if let value { out += "<dt>\(label)</dt><dd class=\"figure\">\(escape(value))</dd>\n" }
    }
    out += "<dt>\(say("位置", "Where"))</dt><dd><ul>"
    for evidence in finding.evidence {
      out += "<li>\(escape(evidence.place(language)))"
      if !evidence.text.isEmpty { out += " <q>\(escape(evidence.text))</q>" }
      out += "</li>"
    }
    out += "</ul></dd>\n"
    if !finding.citations.isEmpty {
      out += "<dt>\(say("依据", "Law"))</dt><dd>\(escape(finding.citations.map(\.chinese).joined(separator: "；")))</dd>\n"
    }
    out += "<dt>\(say("改法", "Correction"))</dt><dd>\(escape(finding.correction[language]))</dd>\n</dl>\n</article>\n"
    return out
  }

  private func quality(_ report: CheckReport) -> String {
    guard !report.inputNotices.isEmpty else { return "" }
    var out = "<h2>\(say("输入质量", "Input quality"))</h2>\n"
    out +=
      "<p>\(say("下列问题来自文件转换或扫描识别，不是编制单位的错误。", "These come from conversion or OCR, not from the author."))</p>\n<ul>\n"
    for notice in report.inputNotices {
      let samples = notice.samples.map {
        "<q>\(escape($0.text))</q>" + ($0.span.map { "（\($0.place(language))）" } ?? "")
      }
      out += "<li>\(escape(notice.message[language])) \(samples.joined(separator: say("、", ", ")))</li>\n"
    }
    return out + "</ul>\n"
  }

  private func unchecked(_ report: CheckReport) -> String {
    let rules = report.outcomes.filter { $0.status == .unchecked }
    guard !rules.isEmpty else { return "" }
    var out =
      "<details><summary>\(say("未能核对的规则（不等于通过）", "Unchecked rules (not passed)"))：\(rules.count)</summary>\n<ul>\n"
    for rule in rules {
      out +=
        "<li><span class=\"code\">\(rule.rule)</span> \(escape(rule.title[language]))：\(escape(rule.reason?[language] ?? ""))</li>\n"
    }
    return out + "</ul>\n</details>\n"
  }

  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  private func escape(_ text: String) -> String {
    var out = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.unicodeScalars.append(character)
      }
    }
    return out
  }

  private static let style = """
    :root { color-scheme: light dark; --line: light-dark(#c9c9c9, #555); --error: light-dark(#a30d0d, #ff9b93);
      --warning: light-dark(#7a4a00, #f2c063); --notice: light-dark(#1c4f8a, #93c4ff); }
    body { font: 16px/1.7 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0;
      color: light-dark(#1a1a1a, #eee); background: light-dark(#fff, #161616); }
    main { max-width: 56rem; margin: 0 auto; padding: 1.5rem; }
    .skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: Canvas; padding: .5rem; }
    h1 { font-size: 1.6rem; line-height: 1.3; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
    .file { overflow-wrap: anywhere; } .hash { font: .75rem monospace; }
    .counts { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding: 0; }
    .counts b { font-size: 1.4rem; }
    .error b, .error h3 { color: var(--error); } .warning b, .warning h3 { color: var(--warning); } .notice b, .notice h3 { color: var(--notice); }
    article { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .3rem; padding: .8rem 1rem; margin: 1rem 0; break-inside: avoid; }
    article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); } article.notice { border-left-color: var(--notice); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
    dd ul { margin: 0; padding-left: 1.2rem; } .figure { font-variant-numeric: tabular-nums; } .code { font-family: monospace; }
    @media print { body { background: #fff; color: #000; } main { padding: 0; max-width: none; } details[open] { break-before: page; } }
    """
}
