import Foundation
import MingzhangModel

/// The mistakes that officials make in files that they publish; each at a place of a real file.
enum PublishedKinds {
  static let all: [PublishedKind] = cells + rows + names + figures + directions + years + wordings + slips + structure

  private static let classified: [StatementKind] = [
    .revenue, .expenditure, .generalPublicBudgetExpenditure,
  ]
  private static let summaries: [StatementKind] = [.revenueAndExpenditureSummary, .fiscalAppropriationSummary]

  /// Spreads picks over the places, the same each time.
  static func spread(_ name: String, _ pick: Int, _ count: Int) -> Int {
    let seed = name.unicodeScalars.reduce(7) { ($0 &* 31 &+ Int($1.value)) & 0xFFFF }
    return (seed + pick * 101 + pick * pick * 7) % count
  }

  // MARK: cells

  private struct Amount {
    var statement: Statement
    var line: StatementLine
    var cell: Cell
    var column: Int
  }

  /// Amounts other than nothing of the statements of `kinds`.
  private static func amounts(
    _ document: PublishedDocument, _ kinds: [StatementKind], where wanted: (StatementLine) -> Bool
  ) -> [Amount] {
    document.disclosure.statements.filter { kinds.contains($0.kind) }.flatMap { statement in
      statement.lines.filter(wanted).flatMap { line in
        statement.columns.indices.compactMap { index -> Amount? in
          guard statement.columns[index].belongs(to: line), statement.rows.indices.contains(line.row) else {
            return nil
          }
          let cell = statement.rows[line.row][index]
          guard case .amount(let amount) = cell.reading, amount.money != .zero else { return nil }
          return Amount(statement: statement, line: line, cell: cell, column: index)
        }
      }
    }
  }

  private static func amount(
    _ name: String, _ kinds: [StatementKind],
    where wanted: @escaping @Sendable (StatementLine) -> Bool = { _ in true },
    _ change: @escaping @Sendable (String) -> String?
  ) -> PublishedKind {
    PublishedKind(name: name) { document, pick in
      let places = amounts(document, kinds, where: wanted)
      guard !places.isEmpty else { return nil }
      let place = places[spread(name, pick, places.count)]
      guard let cell = document.cell(at: place.cell.span) else { return nil }
      var edited = document
      let old = document.text(cell)
      guard let new = change(old), new != old else { return nil }
      let span = edited.set(new, at: cell)
      return (edited, [span], [], "\(place.statement.title)「\(place.line.caption)」\(old)→\(new)")
    }
  }

  private static func digits(_ line: StatementLine) -> Int { line.key.functionalCode?.digits.count ?? 0 }
  private static let isItem: @Sendable (StatementLine) -> Bool = { digits($0) == 7 }
  private static let isSection: @Sendable (StatementLine) -> Bool = { digits($0) == 5 }
  private static let isClass: @Sendable (StatementLine) -> Bool = { digits($0) == 3 }
  private static let isTotal: @Sendable (StatementLine) -> Bool = {
    [.total, .totalRevenue, .totalExpenditure, .revenueOfYear, .expenditureOfYear].contains($0.key)
  }

  /// A leading digit altered: more than rounding can hide.
  @Sendable static func bump(_ text: String) -> String? { SeededKinds.bump(text) }

  private static let cells: [PublishedKind] = [
    amount("项级金额一位数错", classified, where: isItem, bump),
    amount("款级金额一位数错", classified, where: isSection, bump),
    amount("类级金额一位数错", classified, where: isClass, bump),
    amount("合计行金额错", classified, where: isTotal, bump),
    amount("金额相邻两位颠倒", classified, where: isItem) { SeededKinds.swap($0) },
    amount("金额多一个零", classified, where: isItem) { text in
      text.count < 6
        ? nil : text.firstIndex(of: ".").map { String(text[..<$0]) + "0" + String(text[$0...]) } ?? text + "0"
    },
    amount("金额变成负数", classified, where: isItem) { "-" + $0 },
    amount("金额漏填", classified, where: isItem) { _ in "" },
    amount("数字零写成字母", classified + summaries) { $0.contains("0") ? $0.replacing("0", with: "O") : nil },
    amount("金额里夹了字", classified, where: isItem) { $0 + "待定" },
    amount("收支总表一行错", summaries, where: { !isTotal($0) }, bump),
    amount("收支总表合计错", summaries, where: isTotal, bump),
    amount("基本支出表一行错", [.generalPublicBudgetBasicExpenditure], where: { $0.key.economicCode != nil }, bump),
    amount("三公分项错", [.threePublicExpenses], bump),
  ]

  // MARK: rows, codes, names in tables

  private static func row(
    _ name: String, where wanted: @escaping @Sendable (StatementLine) -> Bool = isItem,
    _ change:
      @escaping @Sendable (inout PublishedDocument, Statement, StatementLine) -> (
        spans: [SourceSpan?], words: [String], note: String
      )?
  ) -> PublishedKind {
    PublishedKind(name: name) { document, pick in
      let places = document.disclosure.statements.filter { classified.contains($0.kind) }.flatMap { statement in
        statement.lines.filter(wanted).map { (statement, $0) }
      }
      guard !places.isEmpty else { return nil }
      let (statement, line) = places[spread(name, pick, places.count)]
      var edited = document
      guard let (spans, words, note) = change(&edited, statement, line) else { return nil }
      let parent = statement.lines.last { above in
        above.row < line.row && digits(above) > 0 && digits(above) < digits(line)
          && line.key.name.hasPrefix(above.key.name)
      }
      // where a row is missing, the gap is between its neighbours, and what no longer adds up is the row above it all
      let neighbours = [line.row - 1, line.row + 1].filter(statement.rows.indices.contains).flatMap {
        statement.rows[$0].map(\.span)
      }
      let total = parent == nil ? statement.line(.total).map { Self.spans(statement, $0) } ?? [] : []
      return (
        edited, spans + (spans.isEmpty ? neighbours + total : Self.spans(statement, line)),
        words + (spans.isEmpty ? [parent?.caption].compactMap(\.self) : []),
        "\(statement.title)「\(line.caption)」\(note)"
      )
    }
  }

  /// The printed cell that holds `text` in the line's row.
  private static func cell(
    _ document: PublishedDocument, _ statement: Statement, _ line: StatementLine, _ text: String
  ) -> PublishedDocument.TableCell? {
    statement.rows[line.row].first { $0.printed == text }.flatMap { document.cell(at: $0.span) }
  }

  private static func spans(_ statement: Statement, _ line: StatementLine) -> [SourceSpan?] {
    statement.rows[line.row].map(\.span)
  }

  private static func firstCell(_ document: PublishedDocument, _ statement: Statement, _ line: StatementLine)
    -> PublishedDocument.TableCell?
  {
    statement.rows[line.row].lazy.compactMap { document.cell(at: $0.span) }.first
  }

  private static let rows: [PublishedKind] = [
    row("漏一行（项）") { document, statement, line in
      guard let cell = firstCell(document, statement, line), document.removeRow(of: cell),
        let code = line.key.functionalCode?.digits
      else { return nil }
      return ([], [line.caption, code, String(code.prefix(5))], "删去")
    },
    row("漏一行（类）", where: isClass) { document, statement, line in
      guard let cell = firstCell(document, statement, line), document.removeRow(of: cell),
        let code = line.key.functionalCode?.digits
      else { return nil }
      return ([], [line.caption, code], "删去")
    },
    row("一行重复") { document, statement, line in
      guard let cell = firstCell(document, statement, line), document.doubleRow(of: cell),
        let code = line.key.functionalCode?.digits
      else { return nil }
      return (spans(statement, line), [line.caption, code, String(code.prefix(5))], "重复")
    },
    row("编码一位数错") { document, statement, line in
      guard let code = line.key.functionalCode?.digits, let cell = cell(document, statement, line, code) else {
        return nil
      }
      let new = String(code.prefix(3)) + "97" + String(code.suffix(2))
      return ([document.set(new, at: cell)], [new], "\(code)→\(new)")
    },
    row("两行编码写反") { document, statement, line in
      guard let other = statement.lines.first(where: { $0.row > line.row && isItem($0) && $0.key != line.key }),
        let a = line.key.functionalCode?.digits, let b = other.key.functionalCode?.digits,
        let x = cell(document, statement, line, a), let y = cell(document, statement, other, b)
      else { return nil }
      return ([document.set(b, at: x), document.set(a, at: y)], [a, b], "\(a)↔\(b)")
    },
    row("科目名称写成别的科目") { document, statement, line in
      guard
        let other = statement.lines.first(where: {
          isItem($0) && $0.key != line.key && !$0.caption.hasPrefix(line.caption)
        }),
        let cell = cell(document, statement, line, line.caption)
      else { return nil }
      return ([document.set(other.caption, at: cell)], [], "→\(other.caption)")
    },
    row("科目名称漏一字") { document, statement, line in
      guard let cell = cell(document, statement, line, line.caption), line.caption.count > 4 else { return nil }
      var new = line.caption
      new.remove(at: new.index(new.endIndex, offsetBy: -2))
      return ([document.set(new, at: cell)], [new], "→\(new)")
    },
    row(
      "用了停用的科目名称",
      where: { ["210", "207", "20805"].contains($0.key.functionalCode?.digits ?? "") }
    ) { document, statement, line in
      let former = ["210": "医疗卫生与计划生育支出", "207": "文化体育与传媒支出", "20805": "行政事业单位离退休"]
      guard let name = former[line.key.functionalCode?.digits ?? ""],
        let cell = cell(document, statement, line, line.caption)
      else { return nil }
      // what still bears that name, in the years when it was the right one, is no mistake
      guard !line.caption.contains(name) else { return nil }
      // a code printed in the same cell stays
      let code = String(line.caption.prefix { $0.isNumber || "[]（）() ".contains($0) })
      return ([document.set(code + name, at: cell)], [name], "→\(code)\(name)")
    },
    PublishedKind(name: "表题年份错") { document, pick in
      pattern(document, "表题年份错", pick, document.tableTitles, "20[0-9]{2}(?=年)") { String((Int($0) ?? 1) - 1) }
    },
    PublishedKind(name: "表上单位写错") { document, pick in
      let places = document.places { $0.text.contains("单位") && $0.text.contains("元") && $0.text.count < 60 }
      return pattern(document, "表上单位写错", pick, places, "单位[:：]\\s*(人民币)?万?元", tables: true) {
        $0.contains("万") ? $0.replacing("万", with: "") : $0.replacing("元", with: "万元")
      }
    },
  ]

  private static let names: [PublishedKind] = [
    words(
      "标题单位名写成别的单位", headings: true,
      pattern: "^(?:第[一二三四五]部分|[一二三四五六七八九十]+、)?\\s*([^\\s第一二三四五部分、]\\S{3,20}?)(?=20[0-9]{2}年)"
    ) {
      _ in "乙市教育体育局"
    },
    PublishedKind(name: "正文单位名写成别的单位") { document, pick in
      let name = document.disclosure.entity
      guard name.count > 4 else { return nil }
      return pattern(document, "正文单位名写成别的单位", pick, document.prose(), NSRegularExpression.escapedPattern(for: name)) {
        _ in "乙市教育体育局"
      }
    },
    PublishedKind(name: "正文地名写成别处") { document, pick in
      let name = document.disclosure.entity
      guard let region = name.range(of: "^\\S{2,6}?[市区县]", options: .regularExpression).map({ String(name[$0]) })
      else { return nil }
      return pattern(
        document, "正文地名写成别处", pick, document.prose(), NSRegularExpression.escapedPattern(for: name)
      ) { $0.replacing(region, with: "乌兰察布市") }
    },
  ]

  // MARK: words

  /// What must fix the words that are altered, so that anything can contradict them.
  enum Bound { case figure, direction, reason }

  /// Replaces the `pick`-th match of `pattern` in `places`.
  static func pattern(
    _ document: PublishedDocument, _ name: String, _ pick: Int, _ places: [PublishedDocument.Place],
    _ pattern: String, tables: Bool = false, bound: Bound = .figure, _ change: (String) -> String?
  ) -> PublishedKind.Made? {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return nil }
    var found: [(PublishedDocument.Place, Range<String.Index>)] = []
    for place in places {
      guard let text = document.line(place)?.text else { continue }
      for match in expression.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
        let group = match.numberOfRanges > 1 && !tables ? match.range(at: match.numberOfRanges - 1) : match.range
        if let range = Range(group, in: text), !range.isEmpty { found.append((place, range)) }
      }
    }
    guard !found.isEmpty else { return nil }
    // a figure that nothing else in the document depends on can be anything: the next one is taken
    let first = spread(name, pick, found.count)
    guard
      let (place, range) = found.indices.lazy.map({ found[(first + $0) % found.count] }).first(where: { place, range in
        guard let text = document.line(place)?.text else { return false }
        let old = text[range]
        switch bound {
        case .direction:
          return document.figures.fixesDirection(after: range.upperBound, in: text, document.paragraph(of: text))
        case .reason: return document.tellsChange(before: range.lowerBound, in: text)
        case .figure: break
        }
        let isFigure = old.allSatisfy { $0.isNumber || ".,".contains($0) } && !isYear(old)
        return !isFigure || document.figures.isBound(String(old), in: text)
      })
    else { return nil }
    guard let text = document.line(place)?.text, let new = change(String(text[range])), new != text[range] else {
      return nil
    }
    var edited = document
    let around = text[..<range.lowerBound].suffix(24) + "【\(text[range])→\(new)】" + text[range.upperBound...].prefix(24)
    let title = tables ? document.tableTitle(near: place) : []
    guard let span = edited.replace(range, at: place, with: new) else { return nil }
    let quoted = text[..<range.lowerBound].suffix(6) + new + text[range.upperBound...].prefix(4)
    return (
      edited, [span], title + [String(quoted).filter { !$0.isWhitespace }] + (new.count > 3 ? [new] : []),
      String(around)
    )
  }

  private static func isYear(_ text: Substring) -> Bool { text.count == 4 && text.hasPrefix("20") }

  /// Replaces what `pattern` matches in the words: its last group, else the whole match.
  private static func words(
    _ name: String, _ pairs: [(String, String)] = [], headings: Bool = false, bound: Bound = .figure,
    pattern expression: String = "",
    _ change: (@Sendable (String) -> String?)? = nil
  ) -> PublishedKind {
    let expression =
      expression.isEmpty
      ? pairs.map { NSRegularExpression.escapedPattern(for: $0.0) }.joined(separator: "|") : expression
    let table = Dictionary(pairs.map { ($0.0, $0.1) }, uniquingKeysWith: { a, _ in a })
    return PublishedKind(name: name) { document, pick in
      Self.pattern(
        document, name, pick, headings ? document.headings() : document.prose(), expression, bound: bound
      ) { old in
        change?(old) ?? table[old]
      }
    }
  }

  private static let number = "([0-9][0-9,]*\\.?[0-9]*[1-9][0-9]*)"

  private static let figures: [PublishedKind] = [
    words("文字收入总额错", pattern: "(?:收入预算|收入总计|收支总预算|收入决算|收入合计|预算收入)(?:为|共计|总计|安排)?\(number)万?元") { bump($0) },
    words("文字支出总额错", pattern: "(?:支出预算|支出总计|支出决算|支出合计|预算支出)(?:为|共计|总计|安排)?\(number)万?元") { bump($0) },
    words("文字基本支出错", pattern: "基本支出(?:预算|决算)?(?:为|共计)?\(number)万?元") { bump($0) },
    words("文字项目支出错", pattern: "项目支出(?:预算|决算)?(?:为|共计)?\(number)万?元") { bump($0) },
    words("文字人员经费错", pattern: "人员经费(?:支出)?\(number)万?元") { bump($0) },
    words("文字公用经费错", pattern: "公用经费(?:支出)?\(number)万?元") { bump($0) },
    words("文字财政拨款错", pattern: "(?:财政拨款收入|财政拨款支出|财政拨款收支总预算|一般公共预算当年拨款|一般公共预算拨款)(?:预算)?(?:为)?\(number)万?元") { bump($0) },
    words("文字项级金额错", pattern: "（项）[^0-9]{0,12}\(number)万?元") { bump($0) },
    words("文字类级金额错", pattern: "支出（类）[^0-9（]{0,8}\(number)万?元") { bump($0) },
    words("文字三公合计错", pattern: "三公”经费[^0-9]{0,24}(?:为|预算数?|安排)\(number)万?元") { bump($0) },
    words("文字公务接待费错", pattern: "公务接待费(?:预算|支出)?(?:安排|为)?\(number)万?元") { bump($0) },
    words("文字公车运行费错", pattern: "公务用车运行(?:维护)?费(?:预算|支出)?(?:安排|为)?\(number)万?元") { bump($0) },
    words("文字机关运行经费错", pattern: "机关运行经费[^0-9，。]{0,16}\(number)万?元") { bump($0) },
    words("文字采购额错", pattern: "政府采购[^0-9，。]{0,12}\(number)万?元") { bump($0) },
    words("上年数写错", pattern: "(?:执行数为?|年初预算为|上年执行数为?)\(number)万元") { bump($0) },
    words("增减额错", pattern: "(?:年|数|预算)[^0-9，。；]{0,6}(?:增加|减少)\(number)万?元") { bump($0) },
    words("增减比例错", pattern: "(?:增加|减少|增长|下降)([0-9]+\\.[0-9]+)[%％]") { bump($0) },
    words("占比错", pattern: "占[^0-9，。]{0,12}([0-9]+\\.[0-9]+)[%％]") { bump($0) },
    words("完成率错", pattern: "完成[^0-9，。]{0,12}([0-9]+\\.[0-9]+)[%％]") { bump($0) },
    words("万元写成元", pattern: "[1-9][0-9.]*[1-9](万元)(?=[，。；])") { _ in "元" },
    words("漏“元”", pattern: "[0-9](万元)(?=[，。；])") { _ in "万" },
    words("两个数抄成一样", pattern: "决算为?([0-9.]+)万元") { bump($0) },
    words("车辆数错", pattern: "(?:车辆|公务用车)[^0-9，。]{0,6}([1-9][0-9]*)辆") { bump($0) },
  ]

  private static let directions: [PublishedKind] = [
    words("增加写成减少", bound: .direction, pattern: "(增加)(?=[0-9.,]+万?元)") { _ in "减少" },
    words("减少写成增加", bound: .direction, pattern: "(减少)(?=[0-9.,]+万?元)") { _ in "增加" },
    words("增长写成下降", bound: .direction, pattern: "(增长)(?=[0-9.]+[%％])") { _ in "下降" },
    words("下降写成增长", bound: .direction, pattern: "(下降)(?=[0-9.]+[%％])") { _ in "增长" },
    words("大于写成小于", [("决算数大于", "决算数小于"), ("决算数小于", "决算数大于"), ("决算数等于", "决算数大于")]),
    words(
      "增加的原因写成减少的", [("增加的主要原因", "减少的主要原因"), ("减少的主要原因", "增加的主要原因")], bound: .reason),
    words("删去增减原因", pattern: "[，。]((?:其?主要)?(?:原因|主要是)[^。；]{2,80})[。；]") { _ in "" },
    words("原因只重复结果", pattern: "主要(?:原因)?是([^。；，]{4,60})(?=。)") { _ in "预算增加" },
  ]

  private static let years: [PublishedKind] = [
    words("对比年份写早一年", pattern: "(?:比|较|与)(20[0-9]{2})(?=年)") { String((Int($0) ?? 1) - 1) },
    words("对比年份写成本年", pattern: "(?:比|较|与)(20[0-9]{2})(?=年)") { String((Int($0) ?? 0) + 1) },
    words("标题年份沿用上年", headings: true, pattern: "(20[0-9]{2})(?=年)") { String((Int($0) ?? 1) - 1) },
    words("句首年份沿用上年", pattern: "(?:^|。)(20[0-9]{2})(?=年(?:预算|本部门|[^0-9，。]{2,24}(?:收入预算|支出预算|收支总预算|预算数)))") {
      String((Int($0) ?? 1) - 1)
    },
    words("截至日期年份错", pattern: "截至(20[0-9]{2})(?=年)") { String((Int($0) ?? 1) - 2) },
  ]

  private static let wordings: [PublishedKind] = [
    words("留下占位符", pattern: "([0-9][0-9.,]*)(?=万元)") { _ in "XX" },
    words("单位名留空", pattern: "(?:20[0-9]{2}年)([^0-9，。]{4,20}(?:局|委员会|办公室|院|中心))") { _ in "XX局" },
    words("留下模板选择项", [("增加", "增加（减少）"), ("减少", "增加/减少")]),
    words("留下填表说明", pattern: "(主要用于)") { _ in "（如有）主要用于" },
    words("类名用停用名称", [("卫生健康支出（类）", "医疗卫生与计划生育支出（类）"), ("文化旅游体育与传媒支出（类）", "文化体育与传媒支出（类）")]),
    words("项名写错一字", pattern: "（款）([^（）]{4,20})（项）") { $0.dropLast().description },
    words("项名写成别的项", pattern: "（款）([^（）]{4,20})（项）") { $0 == "住房公积金" ? "行政运行" : "住房公积金" },
    words("款名写成类名", pattern: "（类）([^（）]{3,20})（款）") { _ in "一般公共服务支出" },
    PublishedKind(name: "列了表中没有的经费") { document, pick in
      let rows = document.disclosure.statements.filter { $0.kind == .generalPublicBudgetBasicExpenditure }.flatMap(
        \.rows)
      let spent = rows.filter { $0.contains { if case .amount = $0.reading { true } else { false } } }
        .flatMap { $0.map(\.printed) }.joined()
      guard let other = ["取暖费", "租赁费", "专用燃料费", "被装购置费", "咨询费"].first(where: { !spent.contains($0) }) else {
        return nil
      }
      return pattern(
        document, "列了表中没有的经费", pick, document.prose(), "公用经费[^。]{0,40}?(?:包括|用于)[:：]?(办公费)"
      ) { $0 + "、" + other }
    },
    PublishedKind(name: "漏列一项经费") { document, pick in
      // an expense that no table lists can be left out
      let listed = document.disclosure.statements.flatMap(\.rows).flatMap { $0.map(\.printed) }.joined(separator: "|")
      return pattern(
        document, "漏列一项经费", pick, document.prose(), "公用经费[^。；]{0,30}(?:包括|用于)[:：]?[^。；]{4,60}、([^、。；]{3,8}费、)"
      ) { listed.contains($0.dropLast()) ? "" : nil }
    },
    words("政府基金", [("政府性基金", "政府基金")]),
  ]

  private static let slips: [PublishedKind] = [
    words("句号重复", pattern: "[^。](。)") { $0 + "。" },
    words("逗号重复", pattern: "[^，](，)") { $0 + "，" },
    words("段末漏句号", pattern: ".{30,}(。)$") { _ in "" },
    words("括号少一半", pattern: "（[^（）]{1,20}(）)") { _ in "" },
    words("引号少一半", pattern: "“[^“”]{1,20}(”)") { _ in "" },
    words("书名号少一半", pattern: "《[^《》]{1,30}(》)") { _ in "" },
    words("全角半角括号混用", pattern: "(（)[^（）]{1,20}）") { _ in "(" },
    words("半角逗号", pattern: "[\\p{Han}](，)(?=[\\p{Han}])") { _ in "," },
    words("词重复", [("主要用于", "主要用于主要用于"), ("主要原因", "主要原因主要原因")]),
    words("“万元”重复", pattern: "[0-9](万元)(?=[，。；])") { _ in "万元万元" },
    words("“的”重复", pattern: "[\\p{Han}]{2}(的)(?=[\\p{Han}])") { _ in "的的" },
    words("持平前用比", pattern: "(与)(?=20[0-9]{2}年[^，。]{0,10}持平)") { _ in "比" },
    words("比……相比", pattern: "(与|较)(?=[^，。]{2,12}相比)") { _ in "比" },
    words("年度缺字", pattern: "20[0-9]{2}(年度)(?=[\\p{Han}])") { _ in "度" },
    words("原因一是", pattern: "(主要原因：?)(?=[\\p{Han}])") { _ in "主要原因是一是" },
    words(
      "常用词写错",
      [
        ("机关运行经费", "机关运行经经费"), ("公务用车", "公务车用车"), ("社会保障和就业", "社会保障和就来"), ("事业单位", "事业事位"), ("专用材料", "专项材料"),
        ("增长", "增涨"),
      ]),
    words("多出一字", pattern: "(财政拨款|预算安排|国有资产)(?=[\\p{Han}])") { $0 + String($0.suffix(1)) },
    words("少一个百分号", pattern: "(?:增长|下降)[0-9]+\\.[0-9]+([%％])") { _ in "" },
    words("小数点写成逗号", pattern: "[0-9](\\.)(?=[0-9]{2}万元)") { _ in "，" },
  ]

  // MARK: structure

  private static let structure: [PublishedKind] = [
    PublishedKind(name: "标题序号跳号") { document, pick in
      pattern(document, "标题序号跳号", pick, document.headings(), "^([二三四五六七])(?=、)") { _ in "十" }
    },
    PublishedKind(name: "漏一节说明") { document, pick in
      let names = ["机关运行经费", "政府采购", "国有资产", "名词解释", "三公"]
      let places = document.headings().filter { place in
        names.contains { document.line(place)?.text.contains($0) ?? false }
      }
      guard !places.isEmpty else { return nil }
      let place = places[spread("漏一节说明", pick, places.count)]
      guard let text = document.line(place)?.text else { return nil }
      let all = document.headings()
      let next = all.first { ($0.page, $0.block) > (place.page, place.block) }
      let after = next.flatMap { document.line($0)?.text }
      var edited = document
      let own = document.places { _ in true }.filter { line in
        let isAfter = (line.page, line.block) >= (place.page, place.block)
        return isAfter && (next.map { (line.page, line.block) < ($0.page, $0.block) } ?? true)
      }
      for place in own.reversed() { edited.remove(place) }
      return (edited, [], names.filter(text.contains) + [after].compactMap(\.self), "删去“\(text)”一节")
    },
    PublishedKind(name: "空表的注被删") { document, pick in
      let places = document.places { line in
        line.text.count < 90
          && (line.text.contains("空表") || line.text.contains("为空") || line.text.hasPrefix("注：")
            || line.text.hasPrefix("说明："))
          && (line.text.contains("无") || line.text.contains("没有") || line.text.contains("未")) && line.text.count > 8
      }
      guard !places.isEmpty else { return nil }
      let place = places[spread("空表的注被删", pick, places.count)]
      guard let text = document.line(place)?.text, !document.isExplainedElsewhere(place, among: places) else {
        return nil
      }
      var edited = document
      let words = document.tableTitle(near: place)
      edited.remove(place)
      return (edited, [], words, text)
    },
    PublishedKind(name: "漏一张表") { document, pick in
      let tables = document.disclosure.statements.filter { StatementKind.nine.contains($0.kind) && !$0.isEmpty }
      guard tables.count > 3 else { return nil }
      let table = tables[spread("漏一张表", pick, tables.count)]
      guard tables.count(where: { $0.kind == table.kind }) == 1 else { return nil }
      var edited = document
      for page in edited.pages.indices where table.pages.contains(edited.pages[page].number) {
        guard !tables.contains(where: { $0 != table && $0.pages.contains(edited.pages[page].number) }) else {
          return nil
        }
        edited.pages[page].blocks = []
      }
      return (edited, [], [table.kind.chinese, table.title], "删去《\(table.title)》")
    },
    PublishedKind(name: "目录一项改名") { document, pick in
      let titles = Set(document.disclosure.contents.map(\.title))
      let places = document.places { line in
        titles.contains { line.text.hasPrefix($0) && $0.count > 5 } && line.text.contains(".")
      }
      guard var made = pattern(document, "目录一项改名", pick, places, "(收入|支出|情况|收支)", { _ in "汇编" }) else { return nil }
      made.words += document.disclosure.statements.map(\.title).filter { $0.count > 6 }
      return made
    },
  ]
}

extension PublishedDocument {
  /// The whole paragraph of which a printed line is a part.
  func paragraph(of line: String) -> String {
    disclosure.narrative.sections.lazy.flatMap(\.paragraphs).first { $0.text.contains(line) }?.text ?? line
  }

  /// Whether a reason of a rise or fall stands behind the change that it explains: in its paragraph, or, where it names its thing,
  /// in one of the three before.
  func tellsChange(before end: String.Index, in line: String) -> Bool {
    let paragraphs = disclosure.narrative.sections.flatMap(\.paragraphs).map(\.text)
    guard let index = paragraphs.firstIndex(where: { $0.contains(line) }) else { return false }
    func hasChange(_ text: Substring) -> Bool {
      text.range(of: "(增加|减少|增长|下降)[0-9]", options: .regularExpression) != nil
    }
    let own = paragraphs[index]
    if let place = own.range(of: line), hasChange(own[..<place.lowerBound]) || hasChange(line[..<end]) { return true }
    let lead = line[..<end].split { "。；，".contains($0) }.last ?? ""
    let thing = lead.prefix { !"较比与".contains($0) }.drop { $0.isNumber || "、.（）年".contains($0) }
    guard thing.count >= 4 else { return false }
    return paragraphs[max(0, index - 3)..<index].contains { $0.contains(thing) && hasChange($0[...]) }
  }

  /// Whether the words say of the same fund that there is none, and no other table has such a note: then its note says nothing more.
  func isExplainedElsewhere(_ place: Place, among notes: [Place]) -> Bool {
    let own = (line(place)?.text ?? "") + tableTitle(near: place).joined()
    let things = ["政府性基金", "国有资本经营", "三公", "政府采购"].filter(own.contains)
    let others = notes.filter { $0.page != place.page }
    guard others.isEmpty else { return false }
    return places { $0.text.count > 8 }.contains { other in
      guard other != place, let text = line(other)?.text else { return false }
      return things.contains(where: text.contains) && ["无", "没有", "未安排", "不涉及"].contains(where: text.contains)
    }
  }

  /// Lines that are titles of tables.
  var tableTitles: [Place] {
    let titles = Set(disclosure.statements.filter { $0.kind != .performance }.map(\.title))
    return places { titles.contains($0.text) }
  }

  /// Titles of the tables that a line stands at: those on its page.
  func tableTitle(near place: Place) -> [String] {
    disclosure.statements.filter { $0.pages.contains(pages[place.page].number) }.flatMap {
      [$0.title, $0.kind.chinese]
    }
  }
}
