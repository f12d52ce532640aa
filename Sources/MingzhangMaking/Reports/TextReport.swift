import MingzhangModel

/// A check report as plain text for a terminal: counts first, then each finding with its place, law and correction.
public struct TextReport: Sendable {
  private let language: Language
  private let showsUnchecked: Bool

  public init(language: Language, showsUnchecked: Bool = false) {
    (self.language, self.showsUnchecked) = (language, showsUnchecked)
  }

  public func text(for report: CheckReport) -> String {
    var out = heading(report) + "\n" + counts(report) + "\n"
    for finding in report.findings { out += "\n" + text(for: finding) }
    if !report.inputNotices.isEmpty {
      out += "\n" + say("输入质量（不是编制错误）", "Input quality (not the author's mistakes)") + "\n"
      for notice in report.inputNotices { out += "  · \(notice.message[language])\n" }
    }
    let unchecked = report.outcomes.filter { $0.status == .unchecked }
    if showsUnchecked && !unchecked.isEmpty {
      out += "\n" + say("未能核对的规则（不等于通过）", "Rules that could not be checked (not passed)") + "\n"
      for outcome in unchecked {
        out += "  \(outcome.rule) \(outcome.title[language])：\(outcome.reason?[language] ?? "")\n"
      }
    } else if !unchecked.isEmpty {
      out +=
        "\n"
        + say(
          "另有 \(unchecked.count) 条规则未能核对，原因见 --unchecked。",
          "\(unchecked.count) more rules could not be checked; see --unchecked.") + "\n"
    }
    return out
  }

  private func heading(_ report: CheckReport) -> String {
    let year = report.fiscalYear.map { "\($0)" } ?? "?"
    let name = report.source?.name ?? ""
    return say(
      "\(report.entity) \(year) 年\(report.kind.chinese)  \(name)",
      "\(report.entity) \(report.kind.rawValue) \(year)  \(name)")
  }

  private func counts(_ report: CheckReport) -> String {
    let (errors, warnings, notices) = (report.count(.error), report.count(.warning), report.count(.notice))
    let (held, broken, unchecked) = (report.count(.holds), report.count(.broken), report.count(.unchecked))
    return say(
      "错误 \(errors)  警告 \(warnings)  提示 \(notices)  |  规则 \(report.outcomes.count) 条：通过 \(held)，有发现 \(broken)，未能核对 \(unchecked)",
      "errors \(errors)  warnings \(warnings)  notices \(notices)  |  \(report.outcomes.count) rules: \(held) hold, \(broken) with findings, \(unchecked) unchecked"
    )
  }

  private func text(for finding: Finding) -> String {
    let severity = language == .chinese ? finding.severity.chinese : finding.severity.english
    var out = "\(severity) \(finding.rule) \(finding.title[language])\n"
    for (index, evidence) in finding.evidence.prefix(4).enumerated() {
      out += row(index == 0 ? say("位置", "where") : "", evidence.place(language) + quoted(evidence.text))
    }
    if finding.evidence.count > 4 {
      out += row("", say("……等 \(finding.evidence.count) 处", "… \(finding.evidence.count) places"))
    }
    out += row(say("问题", "what"), finding.message[language])
    let figures = [
      finding.expected.map { say("应为 ", "expected ") + $0 }, finding.found.map { say("现为 ", "found ") + $0 },
      finding.difference.map { say("相差 ", "difference ") + $0 },
    ].compactMap(\.self)
    if !figures.isEmpty { out += row(say("数据", "figures"), figures.joined(separator: say("，", ", "))) }
    if !finding.citations.isEmpty {
      out += row(say("依据", "law"), finding.citations.map(\.chinese).joined(separator: "；"))
    }
    out += row(say("改法", "correct"), finding.correction[language])
    return out
  }

  private func quoted(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    return "  「\(text.count > 60 ? String(text.prefix(58)) + "…" : text)」"
  }

  private func row(_ label: String, _ value: String) -> String {
    let width = language == .chinese ? 4 : 9
    let used = label.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    return "  " + label + String(repeating: " ", count: max(0, width - used)) + "  " + value + "\n"
  }

  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
}
