import MingzhangModel
import MingzhangReading

/// What was read, in a few lines for a terminal.
struct ReadingSummary {
  let language: Language

  func text(for result: ReadingResult) -> String {
    let disclosure = result.disclosure
    func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
    let year = disclosure.fiscalYear.map(String.init) ?? "?"
    var out = say(
      "\(disclosure.entity) \(year) 年\(disclosure.kind.chinese)",
      "\(disclosure.entity) \(disclosure.kind.rawValue) \(year)")
    out += "  \(disclosure.source?.name ?? "")\n"
    if let nature = disclosure.nature, nature != .departmentBook {
      out += say("  这份文件像是：", "  This file seems to be: ") + nature.name[language] + "\n"
    }
    for statement in disclosure.statements where statement.kind != .performance && statement.kind != .units {
      out += "  " + line(for: statement) + "\n"
    }
    let indicators = disclosure.goals.reduce(0) { $0 + $1.indicators.count }
    out += say(
      "  绩效目标 \(disclosure.goals.count) 个，指标 \(indicators) 条；目录 \(disclosure.contents.count) 条；单位 \(disclosure.units.count) 个；名词 \(disclosure.glossary.count) 个\n",
      "  \(disclosure.goals.count) performance targets with \(indicators) indicators; \(disclosure.contents.count) contents entries; \(disclosure.units.count) units; \(disclosure.glossary.count) terms\n"
    )
    let claims = disclosure.narrative.claims.count
    out += say(
      "  文字 \(disclosure.narrative.sections.count) 节，数据 \(claims) 处\n",
      "  \(disclosure.narrative.sections.count) sections with \(claims) figures\n")
    if claims > 0 { out += bindings(Bindings(disclosure)) }
    let account = result.conservation
    if account.total > 0 {
      let named = account.named.values.reduce(0, +)
      out += say(
        "  数字守恒：全文 \(account.total) 位 = 表 \(account.inTables) + 绩效 \(account.inGoals) + 文字数据 \(account.inClaims) + 其他有名处 \(named) + 未解释 \(account.unexplained)\n",
        "  Digits: \(account.total) in all = tables \(account.inTables) + targets \(account.inGoals) + claims \(account.inClaims) + named \(named) + unexplained \(account.unexplained)\n"
      )
    }
    for notice in disclosure.inputNotices {
      out +=
        "  " + say("输入质量：", "Input quality: ") + notice.message[language]
        + say("（\(notice.count) 处）", " (\(notice.count))") + "\n"
    }
    return out
  }

  /// How many figures of the words rest on a cell or on other figures, and why the rest does not.
  private func bindings(_ bindings: Bindings) -> String {
    let (amounts, percents, others) = bindings.counts
    let reasons = bindings.reasons.map { "\($0.reason.wording[language]) \($0.count)" }
      .joined(separator: language == .chinese ? "；" : "; ")
    let counts =
      language == .chinese
      ? "  文字数据有着落：金额 \(amounts.bound)/\(amounts.total)，百分比 \(percents.bound)/\(percents.total)，数量和日期 \(others.bound)/\(others.total)"
      : "  Figures bound: amounts \(amounts.bound)/\(amounts.total), percentages \(percents.bound)/\(percents.total), counts and dates \(others.bound)/\(others.total)"
    return counts + (reasons.isEmpty ? "" : (language == .chinese ? "；无着落：" : "; unbound: ") + reasons) + "\n"
  }

  private func line(for statement: Statement) -> String {
    let name = statement.title.isEmpty ? statement.kind.chinese : statement.title
    let unit = statement.unit?.rawValue ?? (language == .chinese ? "未标单位" : "no unit")
    let rows =
      language == .chinese
      ? "\(statement.rows.count) 行 × \(statement.columns.count) 列"
      : "\(statement.rows.count) rows × \(statement.columns.count) columns"
    var out = "\(language == .chinese ? name : statement.kind.english): \(rows), \(unit)"
    if let confidence = statement.confidence {
      out +=
        language == .chinese
        ? "，勾稽 \(confidence.holding)/\(confidence.tried)"
        : ", \(confidence.holding) of \(confidence.tried) identities hold"
    }
    if statement.isEmpty, let note = statement.notes.last { out += "，\(note.text)" }
    return out
  }
}
