import MingzhangModel

/// A folder that shows how a file was read: a picture of every page with the marks of the reader, and a page that lists
/// them and says in words what each shows.
public struct ExplanationPages: Sendable {
  let disclosure: Disclosure
  let language: Language

  public init(_ disclosure: Disclosure, language: Language) {
    (self.disclosure, self.language) = (disclosure, language)
  }

  /// `page-007.svg`
  public static func pictureName(_ number: Int) -> String {
    let digits = String(number)
    return "page-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits).svg"
  }

  /// - Parameter png: the page as a viewer shows it; nil draws the marks on white.
  public func picture(of page: ExplainedPage, png: [UInt8]?) -> [UInt8] {
    PageDrawing(page: page, png: png, language: language).svg
  }

  /// The page that lists all pictures. `index.html` beside them.
  public func index(of pages: [ExplainedPage]) -> [UInt8] {
    let name = disclosure.source?.name ?? disclosure.title
    let heading = say("《\(name)》读成了什么", "How \(name) was read")
    var body = "<h1>\(escape(heading))</h1>\n"
    body += paragraph(
      say(
        "\(disclosure.entity) \(disclosure.fiscalYear.map { "\($0) 年" } ?? "年度不明")\(disclosure.kind.chinese)，共 "
          + "\(pages.count) 页，\(disclosure.statements.count) 张表。",
        "\(disclosure.entity) \(disclosure.fiscalYear.map(String.init) ?? "year unknown"), \(disclosure.kind.rawValue): "
          + "\(pages.count) pages, \(disclosure.statements.count) tables."))
    body += legend
    body += "<nav aria-label=\"\(say("页", "Pages"))\"><ol>\n"
    for page in pages {
      body += "<li><a href=\"#page-\(page.number)\">\(say("第 \(page.number) 页", "Page \(page.number)"))</a>"
      let kinds = page.tables.map { $0.kind.name(language) }
      if !kinds.isEmpty { body += "：\(escape(kinds.joined(separator: "、")))" }
      body += "</li>\n"
    }
    body += "</ol></nav>\n"
    for page in pages { body += section(page) }
    return ExplanationShell(language: language).page(heading, body)
  }

  private func section(_ page: ExplainedPage) -> String {
    let title = say("第 \(page.number) 页", "Page \(page.number)")
    var out = "<section id=\"page-\(page.number)\">\n<h2>\(title)</h2>\n"
    let file = Self.pictureName(page.number)
    out += "<figure><a href=\"\(file)\"><img loading=\"lazy\" src=\"\(file)\" alt=\"\(escape(summary(page)))\" "
    out += "width=\"\(Int(page.width * 1.2))\" height=\"\(Int(page.height * 1.2))\"></a>\n"
    out += "<figcaption>\(escape(summary(page)))</figcaption></figure>\n"
    if !page.tables.isEmpty {
      out += "<table>\n<caption>\(title)\(say("上的表", ": tables"))</caption>\n<thead><tr>"
      for head in [
        say("表", "Table"), say("标题", "Title"), say("本页行数", "Rows here"), say("列数", "Columns"),
        say("所在页", "Pages"), say("恒等式成立", "Identities that hold"),
      ] {
        out += "<th scope=\"col\">\(head)</th>"
      }
      out += "</tr></thead>\n<tbody>\n"
      for table in page.tables {
        let pages =
          table.pages.count > 1 ? "\(table.pages.lowerBound)–\(table.pages.upperBound)" : "\(table.pages.lowerBound)"
        let sure = table.confidence.map { "\($0.holding)/\($0.tried)" } ?? say("未试", "none tried")
        out += "<tr><th scope=\"row\">\(escape(table.kind.name(language)))</th><td>\(escape(table.title))</td>"
        out += "<td>\(table.rowCount)</td><td>\(table.columnCount)</td><td>\(pages)</td><td>\(sure)</td></tr>\n"
      }
      out += "</tbody></table>\n"
    }
    return out + "</section>\n"
  }

  /// What the picture shows, for those who do not see it.
  private func summary(_ page: ExplainedPage) -> String {
    let cells = page.grids.reduce(0) { $0 + $1.cells.count }
    let merged = page.grids.reduce(0) { $0 + $1.cells.count { $0.rowSpan > 1 || $0.columnSpan > 1 } }
    var parts = [
      say(
        "\(page.rulings.count) 条表线，\(page.grids.count) 个网格，\(cells) 个单元格（合并 \(merged) 个）",
        "\(page.rulings.count) ruling lines, \(page.grids.count) grids, \(cells) cells (\(merged) merged)")
    ]
    for table in page.tables {
      let isPart = table.pages.count > 1
      parts.append(
        say(
          "\(table.kind.chinese)\(isPart ? "（跨第 \(table.pages.lowerBound)–\(table.pages.upperBound) 页）" : "")"
            + "在本页有 \(table.rowCount) 行",
          "\(table.kind.english)\(isPart ? " (pages \(table.pages.lowerBound)–\(table.pages.upperBound))" : ""): "
            + "\(table.rowCount) rows here"))
    }
    if !page.claims.isEmpty {
      parts.append(say("文字中 \(page.claims.count) 处数据", "\(page.claims.count) figures in words"))
    }
    if !page.hidden.isEmpty {
      parts.append(say("\(page.hidden.count) 个字在页面上看不见", "\(page.hidden.count) characters that nobody sees"))
    }
    return say("第 \(page.number) 页：", "Page \(page.number): ") + parts.joined(separator: say("；", "; "))
      + say("。", ".")
  }

  private var legend: String {
    let entries = [
      say("蓝粗线：表线（断开的、画了两遍的已合成一条）", "thick blue: ruling lines, pieces and doubles joined"),
      say("绿框：单元格；角上的“2×3”是合并的行数×列数", "green box: a cell; “2×3” in its corner: merged rows × columns"),
      say("黄底：表头（不是数据行）", "yellow: headings, no rows of data"),
      say("绿底：读成金额或数字的格", "green: read as an amount or number"),
      say("红底：有字但读不成数的格", "red: printed, but no number could be made of it"),
      say("橙字：认出的表名；↑↓ 表示与前后页是同一张表", "orange: the table it was taken for; ↑↓ joined with other pages"),
      say("紫虚线框：文字中读出的数据", "dashed violet: a figure read from words"),
      say("红点线框：文件里有、页面上看不见的字", "dotted red: characters of the file that nobody sees"),
    ]
    return "<h2>\(say("图例", "Legend"))</h2>\n<ul>\n" + entries.map { "<li>\(escape($0))</li>\n" }.joined() + "</ul>\n"
  }

  private func paragraph(_ text: String) -> String { "<p>\(escape(text))</p>\n" }
  private func escape(_ text: String) -> String { HTMLWriter.escaped(text) }
  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
}
