import MingzhangModel

/// One report within the page: counts, filters, findings by severity, what is set aside, the pages, what was not checked.
struct ReportSection {
  private let report: CheckReport
  private let index: Int
  private let firstNumber: Int
  private let figures: PageFigures
  private let context: ReportContext
  private let isAlone: Bool

  init(
    _ report: CheckReport, index: Int, firstNumber: Int, pictures: [PagePicture], _ context: ReportContext,
    isAlone: Bool
  ) {
    (self.report, self.index, self.firstNumber) = (report, index, firstNumber)
    (self.context, self.isAlone) = (context, isAlone)
    figures = PageFigures(report: index, pictures: pictures, language: context.language)
  }

  static func heading(_ report: CheckReport, _ context: ReportContext) -> String {
    let year = report.fiscalYear.map(String.init) ?? ""
    return context.say(
      "\(report.entity) \(year) 年\(report.kind.chinese)核对报告",
      "\(report.entity): check of the \(report.kind == .budget ? "budget" : "final account") \(year)")
  }

  var html: String {
    let level = isAlone ? "h1" : "h2"
    var out = figures.definitions
    out +=
      "<article class=\"report\" aria-labelledby=\"r\(index)\">\n<header>\n<\(level) id=\"r\(index)\">\(escape(Self.heading(report, context)))</\(level)>\n"
    if let source = report.source {
      out += "<p class=\"file\">\(escape(source.name))"
      if source.pageCount > 1 { out += say("，共 \(source.pageCount) 页", ", \(source.pageCount) pages") }
      out += "<br><span class=\"hash\">SHA-256 \(escape(source.sha256))</span></p>\n"
    }
    out += counts + beside + "</header>\n"
    if isAlone || index == 1 { out += filters }
    out += findings + aside + pages + quality + unchecked
    return out + "</article>\n"
  }

  // MARK: head

  private var counts: String {
    let values = [
      ("error", say("错误", "errors"), report.count(.error)),
      ("warning", say("警告", "warnings"), report.count(.warning)),
      ("notice", say("提示", "notices"), report.count(.notice)),
    ]
    var out = "<ul class=\"counts\">\n"
    for (name, label, count) in values {
      out += "<li class=\"\(name)\(count == 0 ? " none" : "")\"><b>\(count)</b> \(label)</li>\n"
    }
    if !report.known.isEmpty { out += "<li><b>\(report.known.count)</b> \(say("已知", "known"))</li>\n" }
    if !report.waived.isEmpty { out += "<li><b>\(report.waived.count)</b> \(say("已豁免", "waived"))</li>\n" }
    out += "</ul>\n<p class=\"tally\">"
    out += say(
      "规则 \(report.outcomes.count) 条：成立 \(report.count(.holds))，有发现 \(report.count(.broken))，未能核对 \(report.count(.unchecked))（不等于通过）。",
      "\(report.outcomes.count) rules: \(report.count(.holds)) hold, \(report.count(.broken)) with findings, \(report.count(.unchecked)) could not be checked (not passed)."
    )
    return out + "</p>\n"
  }

  /// The files that were held beside this one.
  private var beside: String {
    let lines = report.besideLines
    guard !lines.isEmpty else { return "" }
    return "<p class=\"file\">\(say("放在一起核对的：", "Held beside it:"))<br>"
      + lines.map { escape($0[context.language]) }.joined(separator: "<br>") + "</p>\n"
  }

  /// Checkboxes that hide and show by style alone.
  private var filters: String {
    let families = Set(report.allFindings.map { RuleFamily(ofRule: $0.finding.rule) })
    guard report.findings.count > 1 else { return "" }
    var out =
      "<form class=\"filters\" aria-label=\"\(say("筛选", "Filter"))\">\n<fieldset><legend>\(say("级别", "Severity"))</legend>\n"
    for severity in Severity.allCases.reversed() {
      let name = say(severity.chinese, severity.english)
      out += checkbox("show-\(severity.rawValue)", name)
    }
    out += "</fieldset>\n<fieldset><legend>\(say("类别", "Family"))</legend>\n"
    for family in RuleFamily.allCases where families.contains(family) || !isAlone {
      out += checkbox("show-\(family.identifier)", family.name[context.language])
    }
    return out + "</fieldset>\n</form>\n"
  }

  private func checkbox(_ id: String, _ label: String) -> String {
    "<label><input type=\"checkbox\" id=\"\(id)\" checked> \(escape(label))</label>\n"
  }

  // MARK: findings

  private var numbered: [PageFigures.Numbered] {
    report.findings.enumerated().map { (firstNumber + $0, $1) }
  }

  private var findings: String {
    guard !report.findings.isEmpty else {
      return
        "<p class=\"clean\">\(say("没有需要处理的发现。未能核对的规则见后。", "No open findings. Rules that could not be checked are listed below."))</p>\n"
    }
    var out = ""
    for severity in Severity.allCases.reversed() {
      let all = numbered.filter { $0.finding.severity == severity }
      guard !all.isEmpty else { continue }
      let id = "r\(index)-\(severity.rawValue)"
      let name = say(
        severity.chinese, ["error": "Errors", "warning": "Warnings", "notice": "Notices"][severity.rawValue] ?? "")
      out +=
        "<section class=\"\(severity.rawValue)s\"\(named(severity.rawValue))>\n<h2 id=\"\(id)\">\(name)（\(all.count)）</h2>\n"
      for (number, finding) in all { out += article(number, finding, state: .open) }
      out += "</section>\n"
    }
    return out
  }

  /// What is known or waived: apart, and without pictures.
  private var aside: String {
    var out = ""
    var number = firstNumber + report.findings.count
    if !report.known.isEmpty {
      out +=
        "<section class=\"aside\"\(named("known"))>\n<h2 id=\"r\(index)-known\">\(say("基线中已知", "Known from the baseline"))（\(report.known.count)）</h2>\n"
      for finding in report.known {
        out += article(number, finding, state: .known)
        number += 1
      }
      out += "</section>\n"
    }
    if !report.waived.isEmpty {
      out +=
        "<section class=\"aside\"\(named("waived"))>\n<h2 id=\"r\(index)-waived\">\(say("已豁免", "Waived"))（\(report.waived.count)）</h2>\n"
      for waived in report.waived {
        out += article(number, waived.finding, state: .waived(waived.waiver))
        number += 1
      }
      out += "</section>\n"
    }
    return out
  }

  private func article(_ number: Int, _ finding: Finding, state: FindingState) -> String {
    let language = context.language
    let severity = finding.severity
    var out =
      "<article class=\"finding \(severity.rawValue) \(PageFigures.family(finding))\" id=\"f\(number)\" aria-labelledby=\"f\(number)-h\">\n"
    out +=
      "<h3 id=\"f\(number)-h\"><span class=\"chip \(severity.rawValue)\">\(number)</span> \(escape(finding.title[language])) "
    out += "<span class=\"kind\">\(say(severity.chinese, severity.english)) · \(ruleLink(finding.rule))</span></h3>\n"
    out += "<p>\(escape(finding.message[language]))</p>\n"
    if finding.needsReview {
      out += "<p class=\"review\">\(say("此处识读把握不大，请对照原件核实。", "This was read with doubt: compare the original."))</p>\n"
    }
    if case .open = state {
      let strips = figures.strips(for: finding)
      if !strips.isEmpty {
        out += "<div class=\"strips\(strips.count > 1 ? " ends" : "")\">\n\(strips.joined(separator: "\n"))\n</div>\n"
      }
    }
    out += facts(finding) + "<dl>\n" + places(finding)
    if !finding.citations.isEmpty {
      let law = finding.citations.map { citation in
        escape(citation.chinese)
          + (context.articles[citation.chinese].map { "<span class=\"gist\">\(escape($0[language]))</span>" } ?? "")
      }
      out += row(say("依据", "Law"), law.joined(separator: "<br>"))
    }
    out += row(say("改法", "Correction"), escape(finding.correction[language]))
    if !finding.alternatives.isEmpty {
      out += row(say("也可能", "Or"), list(finding.alternatives.map { escape($0[language]) }))
    }
    if case .waived(let waiver) = state {
      out += row(
        say("豁免", "Waiver"),
        escape(
          say(
            "\(waiver.reason)（负责人 \(waiver.owner)，至 \(waiver.until)）",
            "\(waiver.reason) (\(waiver.owner), until \(waiver.until))")))
    }
    return out + "</dl>\n" + symptoms(finding) + "</article>\n"
  }

  private func ruleLink(_ code: String) -> String {
    context.rule(code) == nil
      ? "<span class=\"code\">\(code)</span>" : "<a class=\"code\" href=\"#rule-\(code)\">\(code)</a>"
  }

  private func facts(_ finding: Finding) -> String {
    let figures = [
      (say("应为", "Expected"), finding.expected), (say("现为", "Found"), finding.found),
      (say("相差", "Difference"), finding.difference),
    ]
    let shown = figures.compactMap { label, value in
      value.map { "<div><dt>\(label)</dt><dd class=\"figure\">\(escape($0))</dd></div>" }
    }
    return shown.isEmpty ? "" : "<dl class=\"figures\">\(shown.joined(separator: "\n"))</dl>\n"
  }

  private func places(_ finding: Finding) -> String {
    guard !finding.evidence.isEmpty else { return "" }
    return row(say("位置", "Where"), list(finding.telling.map(place)))
  }

  private func place(_ evidence: Evidence) -> String {
    var words = escape(evidence.place(context.language))
    if let span = evidence.span, span.box != nil, figures.hasPicture(of: span.page) {
      let printed = escape(span.place(context.language))
      let label = evidence.label.isEmpty ? "" : " · \(escape(evidence.label))"
      words = "<a href=\"#\(figures.pageID(span.page))\">\(printed)</a>\(label)"
    }
    return words + (evidence.text.isEmpty ? "" : " <q>\(escape(evidence.text))</q>")
  }

  private func symptoms(_ finding: Finding) -> String {
    guard !finding.symptoms.isEmpty else { return "" }
    var out =
      "<div class=\"symptoms\">\n<h4>\(say("由此连带不符的 \(finding.symptoms.count) 处，改正后自会消失", "\(finding.symptoms.count) further mismatches that go away with it"))</h4>\n<ul>\n"
    for symptom in finding.symptoms {
      out += "<li>\(ruleLink(symptom.rule)) \(escape(symptom.message[context.language]))"
      if let first = symptom.evidence.first { out += "<br><span class=\"quiet\">\(place(first))</span>" }
      out += "</li>\n"
    }
    return out + "</ul>\n</div>\n"
  }

  // MARK: pages, quality, unchecked

  private var pages: String {
    guard !figures.pages.isEmpty else { return "" }
    var out =
      "<section\(named("pages"))>\n<h2 id=\"r\(index)-pages\">\(say("原页", "The pages"))</h2>\n"
    for page in figures.pages {
      out += figures.page(page, findings: numbered.filter { $0.finding.boxes.contains { $0.page == page } })
    }
    let missing = Set(report.findings.flatMap { $0.boxes.map(\.page) }).subtracting(figures.pages).sorted()
    if !missing.isEmpty {
      let numbers = missing.map(String.init).joined(separator: say("、", ", "))
      out += "<p>\(say("另有第 \(numbers) 页未附图。", "Pages \(numbers) are not pictured."))</p>\n"
    }
    return out + "</section>\n"
  }

  private var quality: String {
    guard !report.inputNotices.isEmpty else { return "" }
    var out =
      "<section\(named("quality"))>\n<h2 id=\"r\(index)-quality\">\(say("输入质量", "Input quality"))</h2>\n"
    out +=
      "<p>\(say("下列问题来自文件转换或扫描识别，不是编制单位的错误。", "These come from conversion or OCR, not from the author."))</p>\n<ul>\n"
    for notice in report.inputNotices {
      let samples = notice.samples.map {
        "<q>\(escape($0.text))</q>" + ($0.span.map { "（\(escape($0.place(context.language)))）" } ?? "")
      }
      out += "<li>\(escape(notice.message[context.language])) \(samples.joined(separator: say("、", ", ")))</li>\n"
    }
    return out + "</ul>\n</section>\n"
  }

  /// Rules that could not be decided, under their reasons: many share one.
  private var unchecked: String {
    let rules = report.outcomes.filter { $0.status == .unchecked }
    guard !rules.isEmpty else { return "" }
    let reasons = rules.map { $0.reason?[context.language] ?? "" }.uniqued
    var out =
      "<section\(named("unchecked"))>\n<h2 id=\"r\(index)-unchecked\">\(say("未能核对的规则（\(rules.count)，不等于通过）", "Rules that could not be checked (\(rules.count), not passed)"))</h2>\n<dl class=\"reasons\">\n"
    for reason in reasons {
      let same = rules.filter { ($0.reason?[context.language] ?? "") == reason }
      out += row(
        escape(reason.isEmpty ? say("未说明", "no reason") : reason),
        list(same.map { "<span class=\"code\">\($0.rule)</span> \(escape($0.title[context.language]))" }))
    }
    return out + "</dl>\n</section>\n"
  }

  // MARK: small things

  /// Names a part by its heading; with several reports in the page a part is no landmark, or there would be too many.
  private func named(_ part: String) -> String { isAlone ? " aria-labelledby=\"r\(index)-\(part)\"" : "" }

  private func list(_ items: [String]) -> String {
    items.count == 1 ? items[0] : "<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
  }
  private func row(_ label: String, _ value: String) -> String { "<dt>\(label)</dt><dd>\(value)</dd>\n" }
  private func say(_ chinese: String, _ english: String) -> String { context.say(chinese, english) }
  private func escape(_ text: String) -> String { HTMLWriter.escaped(text) }
}
