import MingzhangModel

/// How a file without pages was read (a workbook, a document, a web page, text): every table with the place of each cell, and
/// the words by their headings, with every figure that was taken from them. What `ExplanationPages` draws for a PDF, said in words.
public struct SourcedTables: Sendable {
  let disclosure: Disclosure
  let language: Language

  public init(_ disclosure: Disclosure, language: Language) {
    (self.disclosure, self.language) = (disclosure, language)
  }

  /// `index.html`
  public var page: [UInt8] {
    let name = disclosure.source?.name ?? disclosure.title
    let heading = say("《\(name)》读成了什么", "How \(name) was read")
    var body = "<h1>\(escape(heading))</h1>\n"
    body += paragraph(
      say(
        "\(disclosure.entity) \(disclosure.fiscalYear.map { "\($0) 年" } ?? "年度不明")\(disclosure.kind.chinese)，"
          + "\(disclosure.statements.count) 张表。这种文件没有页面图；每格下面的小字是它在原文件里的位置。",
        "\(disclosure.entity) \(disclosure.fiscalYear.map(String.init) ?? "year unknown"), \(disclosure.kind.rawValue): "
          + "\(disclosure.statements.count) tables. Such a file has no pages to draw; below each cell stands its place in the file."
      ))
    body += paragraph(
      say("红框：有字但读不成数的格。", "Outlined red: printed in a column of amounts, but no number could be made of it."))
    if !disclosure.inputNotices.isEmpty {
      let items = disclosure.inputNotices.map { "<li>\(escape($0.message[language]))</li>\n" }.joined()
      body += "<h2>\(say("输入质量", "Input quality"))</h2>\n<ul>\n\(items)</ul>\n"
    }
    for statement in disclosure.statements { body += table(statement) }
    body += goals
    body += words
    body += figures
    if !disclosure.leftovers.isEmpty { body += leftovers }
    return ExplanationShell(language: language).page(heading, body)
  }

  private func table(_ statement: Statement) -> String {
    let sure =
      statement.confidence.map { say("勾稽 \($0.holding)/\($0.tried)", "\($0.holding) of \($0.tried) identities hold") }
      ?? say("没有可试的勾稽", "no identity could be tried")
    let unit = statement.unit?.rawValue ?? say("未标单位", "no unit")
    var out = "<h2>\(escape(statement.kind.name(language)))：\(escape(statement.title))</h2>\n"
    out +=
      "<table>\n<caption>\(escape([unit, sure, place(statement.titleSpan)].filter { !$0.isEmpty }.joined(separator: "；")))</caption>\n"
    out += "<thead><tr><th scope=\"col\">\(say("这一行是", "Row means"))</th>"
    for column in statement.columns {
      out +=
        "<th scope=\"col\">\(escape(column.path.joined(separator: "／")))<small>\(escape(column.key.name))</small></th>"
    }
    out += "</tr></thead>\n<tbody>\n"
    let keys = Dictionary(grouping: statement.lines, by: \.row)
    for (index, row) in statement.rows.enumerated() {
      let meaning = (keys[index] ?? []).map(\.key.name).joined(separator: "｜")
      out += "<tr><th scope=\"row\">\(escape(meaning))</th>"
      for cell in row {
        out += cell.reading == .illegible ? "<td class=\"bad\">" : "<td>"
        out += escape(cell.printed)
        if !cell.printed.isEmpty { out += "<small>\(escape(place(cell.span)))</small>" }
        out += "</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody></table>\n"
  }

  /// The targets of performance tables, one row an indicator.
  private var goals: String {
    guard !disclosure.goals.isEmpty else { return "" }
    var out = "<h2>\(say("绩效目标", "Performance targets"))</h2>\n"
    for goal in disclosure.goals {
      out += "<h3>\(escape(goal.project))</h3>\n\(paragraph(goal.objective))<table>\n<tbody>\n"
      for indicator in goal.indicators {
        let cells = [indicator.level1, indicator.level2, indicator.name, indicator.printedTarget]
        out += "<tr>" + cells.map { "<td>\(escape($0))</td>" }.joined()
        out += "<td><small>\(escape(place(indicator.span)))</small></td></tr>\n"
      }
      out += "</tbody></table>\n"
    }
    return out
  }

  /// Headings and paragraphs as they were told apart, the figures marked.
  private var words: String {
    let sections = disclosure.narrative.sections
    guard !sections.isEmpty else { return "" }
    var out = "<h2>\(say("文字", "Words"))</h2>\n"
    out += paragraph(say("划出的是读成数据的数字。", "Marked: what was read as a figure."))
    for section in sections {
      let heading = section.heading.isEmpty ? say("（标题之前）", "(before any heading)") : section.heading
      out += "<h3>\(escape(heading)) <small>\(escape(place(section.headingSpan)))</small></h3>\n"
      for text in section.paragraphs {
        out += "<p>\(marked(text)) <small>\(escape(place(text.span)))</small></p>\n"
      }
    }
    return out
  }

  private func marked(_ paragraph: Narrative.Paragraph) -> String {
    let scalars = Array(paragraph.text.unicodeScalars)
    func text(_ range: Range<Int>) -> String { escape(String(String.UnicodeScalarView(scalars[range]))) }
    var (out, end) = ("", 0)
    for claim in paragraph.claims.sorted(by: { $0.position.lowerBound < $1.position.lowerBound }) {
      let range = claim.position
      guard range.lowerBound >= end, !range.isEmpty, range.upperBound <= scalars.count else { continue }
      out += text(end..<range.lowerBound) + "<mark>\(text(range))</mark>"
      end = range.upperBound
    }
    return out + text(end..<scalars.count)
  }

  private var figures: String {
    let claims = disclosure.narrative.claims
    guard !claims.isEmpty else { return "" }
    var out = "<h2>\(say("文字中的数据", "Figures in words"))</h2>\n<table>\n<thead><tr>"
    for head in [say("说的是", "Said of"), say("数", "Figure"), say("在哪", "Where")] {
      out += "<th scope=\"col\">\(head)</th>"
    }
    out += "</tr></thead>\n<tbody>\n"
    for (_, claim) in claims {
      out +=
        "<tr><td>\(escape(claim.subject))</td><td>\(escape(claim.quote))</td><td>\(escape(place(claim.span)))</td></tr>\n"
    }
    return out + "</tbody></table>\n"
  }

  private var leftovers: String {
    let open = disclosure.leftovers.filter { $0.reason == .unexplained }
    guard !open.isEmpty else { return "" }
    let items = open.map { "<li>\(escape($0.text))<small>（\(escape(place($0.span)))）</small></li>\n" }.joined()
    return "<h2>\(say("没有着落的数字", "Digits that nothing explains"))</h2>\n<ul>\n\(items)</ul>\n"
  }

  /// `收支总表!C5`, `第 12 行`, `第 3 页`.
  private func place(_ span: SourceSpan?) -> String {
    guard let span else { return "" }
    if let cell = span.cell { return [span.sheet, cell].compactMap(\.self).joined(separator: "!") }
    if let line = span.line { return say("第 \(line) 行", "line \(line)") }
    return say("第 \(span.page) 页", "page \(span.page)")
  }

  private func paragraph(_ text: String) -> String { "<p>\(escape(text))</p>\n" }
  private func escape(_ text: String) -> String { HTMLWriter.escaped(text) }
  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
}
