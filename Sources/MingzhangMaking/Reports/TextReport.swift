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
    for (index, line) in report.besideLines.enumerated() {
      out += row(index == 0 ? say("对照", "beside") : "", line[language])
    }
    for (index, finding) in report.findings.enumerated() { out += "\n" + text(for: finding, number: index + 1) }
    if !report.known.isEmpty {
      out +=
        "\n"
        + say(
          "基线中已知的 \(report.known.count) 条（不计入退出码）", "\(report.known.count) known from the baseline (they do not count)")
        + "\n"
      for finding in report.known { out += line(for: finding) + "\n" }
    }
    if !report.waived.isEmpty {
      out += "\n" + say("已豁免的 \(report.waived.count) 条", "\(report.waived.count) waived") + "\n"
      for waived in report.waived {
        out += line(for: waived.finding) + "\n"
        out += row(
          "",
          say(
            "豁免：\(waived.waiver.reason)（\(waived.waiver.owner)，至 \(waived.waiver.until)）",
            "waived: \(waived.waiver.reason) (\(waived.waiver.owner), until \(waived.waiver.until))"))
      }
    }
    if !report.inputNotices.isEmpty {
      out += "\n" + say("输入质量（不是编制错误）", "Input quality (not the author's mistakes)") + "\n"
      for notice in report.inputNotices { out += "  · \(notice.message[language])\n" }
    }
    let unchecked = report.outcomes.filter { $0.status == .unchecked }
    if showsUnchecked && !unchecked.isEmpty {
      out += "\n" + say("未能核对的规则（不等于通过）", "Rules that could not be checked (not passed)") + "\n"
      // many rules share a reason
      for reason in unchecked.map({ $0.reason?[language] ?? "" }).uniqued {
        out += "  \(reason)\n"
        for outcome in unchecked where (outcome.reason?[language] ?? "") == reason {
          out += "    \(outcome.rule) \(outcome.title[language])\n"
        }
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

  /// `提示 L111 括号一半全角一半半角 · 第 31 页`
  private func line(for finding: Finding) -> String {
    let severity = say(finding.severity.chinese, finding.severity.english)
    let place = finding.evidence.first.map { " · " + $0.place(language) } ?? ""
    return "  \(severity) \(finding.rule) \(finding.title[language])\(place)"
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

  private func text(for finding: Finding, number: Int) -> String {
    let severity = language == .chinese ? finding.severity.chinese : finding.severity.english
    var out = "\(number). \(severity) \(finding.rule) \(finding.title[language])\n"
    for (index, evidence) in finding.telling.prefix(4).enumerated() {
      out += row(index == 0 ? say("位置", "where") : "", evidence.place(language) + quoted(evidence.text))
    }
    if finding.telling.count > 4 {
      out += row("", say("……等 \(finding.telling.count) 处", "… \(finding.telling.count) places"))
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
    for alternative in finding.alternatives { out += row(say("或者", "or"), alternative[language]) }
    if finding.needsReview {
      out += row(say("注意", "note"), say("此处识读把握不大，请对照原件。", "read with doubt: compare the original."))
    }
    for (index, symptom) in finding.symptoms.prefix(6).enumerated() {
      out += row(index == 0 ? say("连带", "with it") : "", "\(symptom.rule) \(symptom.message[language])")
    }
    if finding.symptoms.count > 6 {
      out += row(
        "", say("……共 \(finding.symptoms.count) 处，改正后自会消失", "… \(finding.symptoms.count) in all, which go away with it"))
    }
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
