import Foundation

/// The mistakes that are made when a disclosure is typed, copied from last year, or cut together.
enum SeededKinds {
  static let all: [SeededKind] = cells + rows + heads + totals + words + notes + layout + performance

  // MARK: helpers

  private typealias Made = (SeededDocument, [String], [Int])

  /// One amount of one table altered as `change` says.
  private static func amount(
    _ name: String, in titles: [String],
    where wanted: @escaping @Sendable (SeededDocument, Int) -> Bool = { _, _ in true },
    _ change: @escaping @Sendable (String) -> String?
  ) -> SeededKind {
    SeededKind(name: name) { document, pick in
      let places = document.tables.filter { table in titles.contains { table.title.contains($0) } }.flatMap { table in
        table.rows.filter { wanted(document, $0) }.flatMap { row in document.amounts(row).map { (row, $0) } }
      }
      guard !places.isEmpty else { return nil }
      let (row, column) = places[spread(pick, places.count)]
      var edited = document
      var cells = document.cells(row)
      guard let new = change(cells[column]), new != cells[column] else { return nil }
      cells[column] = new
      edited.set(cells, at: row)
      return (edited, [], [row])
    }
  }

  /// Spreads picks over the places.
  private static func spread(_ pick: Int, _ count: Int) -> Int { (pick * 7 + pick * pick) % count }

  /// Replaces words in the `pick`-th line of prose (or heading) that has them.
  private static func replace(
    _ name: String, _ pairs: [(String, String)], headings: Bool = false,
    where wanted: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> SeededKind {
    SeededKind(name: name) { document, pick in
      var places: [(Int, (String, String))] = []
      for line in document.lines.indices where !document.lines[line].hasPrefix("|") {
        let text = document.lines[line]
        guard headings ? text.hasPrefix("#") : document.prose.contains(line), wanted(text) else { continue }
        for pair in pairs where text.contains(pair.0) { places.append((line, pair)) }
      }
      guard pick < places.count else { return nil }
      let (line, pair) = places[pick]
      var edited = document
      guard let range = edited.lines[line].range(of: pair.0) else { return nil }
      edited.lines[line].replaceSubrange(range, with: pair.1)
      return (edited, [], [line])
    }
  }

  /// Alters the figure that follows `subject` in the words.
  private static func figure(_ name: String, _ subjects: [String], _ change: @escaping @Sendable (String) -> String?)
    -> SeededKind
  {
    SeededKind(name: name) { document, pick in
      var places: [(Int, Range<String.Index>)] = []
      for line in document.prose {
        let text = document.lines[line]
        for subject in subjects {
          guard let range = text.range(of: subject + "[为共计安排等约]{0,4}[0-9.,]+", options: .regularExpression),
            let digits = text.range(of: "[0-9.,]+$", options: .regularExpression, range: range)
          else { continue }
          places.append((line, digits))
        }
      }
      guard pick < places.count else { return nil }
      let (line, range) = places[pick]
      var edited = document
      guard let new = change(String(edited.lines[line][range])) else { return nil }
      edited.lines[line].replaceSubrange(range, with: new)
      return (edited, [], [line])
    }
  }

  /// Adds to the last printed digit but keeps the digits' number: 12.30 → 12.35.
  @Sendable static func bump(_ text: String) -> String? {
    var out = Array(text)
    guard let index = out.firstIndex(where: \.isNumber), let digit = out[index].wholeNumberValue, out.count > 0 else {
      return nil
    }
    // more than rounding can hide
    out[index] = Character(String(digit > 5 ? digit - 4 : digit + 4))
    return String(out)
  }

  @Sendable static func swap(_ text: String) -> String? {
    var out = Array(text)
    for index in out.indices.dropLast()
    where out[index].isNumber && out[index + 1].isNumber && out[index] != out[index + 1] {
      out.swapAt(index, index + 1)
      return out.first == "0" ? nil : String(out)
    }
    return nil
  }

  private static let codeTables = ["收入总表", "支出总表", "支出表", "收入预算", "支出预算"]
  private static let isItem: @Sendable (SeededDocument, Int) -> Bool = { $0.code($1)?.count == 7 }
  private static let isSection: @Sendable (SeededDocument, Int) -> Bool = { $0.code($1)?.count == 5 }
  private static let isClass: @Sendable (SeededDocument, Int) -> Bool = { $0.code($1)?.count == 3 }
  private static let isTotal: @Sendable (SeededDocument, Int) -> Bool = { $0.caption($1).contains("计") }

  /// One row of a table with codes altered as `change` says.
  private static func row(
    _ name: String, in titles: [String] = codeTables,
    where wanted: @escaping @Sendable (SeededDocument, Int) -> Bool = isItem,
    _ change: @escaping @Sendable (inout SeededDocument, Int, SeededDocument.Table) -> (places: [String], lines: [Int])?
  ) -> SeededKind {
    SeededKind(name: name) { document, pick in
      let places = document.tables.filter { table in titles.contains { table.title.contains($0) } }.flatMap { table in
        table.rows.filter { wanted(document, $0) }.map { (table, $0) }
      }
      guard !places.isEmpty else { return nil }
      let (table, row) = places[spread(pick, places.count)]
      var edited = document
      guard let (words, lines) = change(&edited, row, table) else { return nil }
      return (edited, words, lines)
    }
  }

  // MARK: one cell

  private static let cells: [SeededKind] = [
    amount("项级金额差一分", in: codeTables, where: isItem) { text in
      guard let last = text.last?.wholeNumberValue else { return nil }
      return String(text.dropLast()) + String(last == 9 ? 8 : last + 1)
    },
    amount("项级金额一位数错", in: codeTables, where: isItem, bump),
    amount("款级金额一位数错", in: codeTables, where: isSection, bump),
    amount("类级金额一位数错", in: codeTables, where: isClass, bump),
    amount("金额相邻两位颠倒", in: codeTables, swap),
    amount("金额多一个零", in: codeTables, where: isItem) { text in
      text.firstIndex(of: ".").map { String(text[..<$0]) + "0" + String(text[$0...]) }
    },
    amount("金额少一位", in: codeTables, where: isItem) { text in text.count > 6 ? String(text.dropFirst()) : nil },
    amount("金额变成负数", in: codeTables, where: isItem) { "-" + $0 },
    amount("元表里写了万元的数", in: codeTables, where: isItem) { text in
      Double(text.replacingOccurrences(of: ",", with: "")).map { String(format: "%.2f", $0 / 10_000) }
    },
    amount("金额漏填", in: codeTables, where: isItem) { _ in "" },
    amount("数字零写成字母", in: codeTables, where: isItem) { text in
      text.contains("0") ? text.replacingOccurrences(of: "0", with: "O") : nil
    },
    amount("小数点打了两次", in: codeTables, where: isItem) { text in text.contains(".") ? text + ".00" : nil },
    amount("金额里夹了字", in: codeTables, where: isItem) { text in text + "待定" },
    row("空格里多填一个数") { document, row, _ in
      var cells = document.cells(row)
      guard let column = cells.indices.last(where: { cells[$0].isEmpty && $0 > 3 }) else { return nil }
      cells[column] = "4321.00"
      document.set(cells, at: row)
      return ([], [row])
    },
    row("两列金额写反", in: ["支出总表", "支出表", "支出预算"]) { document, row, _ in
      var cells = document.cells(row)
      let columns = document.amounts(row)
      guard let first = columns.dropFirst().first,
        let other = cells.indices.first(where: { $0 > 3 && cells[$0].isEmpty && $0 != first })
      else { return nil }
      cells.swapAt(first, other)
      document.set(cells, at: row)
      return ([], [row])
    },
    row("两行金额写反") { document, row, table in
      guard let other = table.rows.first(where: { $0 > row && isItem(document, $0) }) else { return nil }
      var (a, b) = (document.cells(row), document.cells(other))
      guard a.count == b.count, let column = document.amounts(row).first, a[column] != b[column] else { return nil }
      (a[column], b[column]) = (b[column], a[column])
      document.set(a, at: row)
      document.set(b, at: other)
      return ([], [row, other])
    },
  ]

  // MARK: rows, codes and names

  private static let rows: [SeededKind] = [
    row("漏一行（项）") { document, row, _ in
      let words = [document.caption(row), document.code(row) ?? "-"]
      let parent = document.code(row).map { String($0.prefix(5)) } ?? "-"
      document.lines.remove(at: row)
      return (words + [parent], [])
    },
    row("漏一行（款）", where: isSection) { document, row, _ in
      let words = [document.caption(row), document.code(row) ?? "-"]
      document.lines.remove(at: row)
      return (words, [])
    },
    row("漏一行（类）", where: isClass) { document, row, _ in
      let words = [document.caption(row), document.code(row) ?? "-"]
      document.lines.remove(at: row)
      return (words + ["合计"], [])
    },
    row("一行重复") { document, row, _ in
      let words = [document.caption(row), document.code(row) ?? "-", String(document.code(row)?.prefix(5) ?? "-")]
      document.lines.insert(document.lines[row], at: row)
      return (words, [row, row + 1])
    },
    row("一行错位", where: { document, row in isItem(document, row) && Int(document.cells(row).first ?? "") != nil }) {
      document, row, table in
      guard let last = table.rows.last, last > row + 1 else { return nil }
      let line = document.lines.remove(at: row)
      document.lines.insert(line, at: last)
      return ([document.caption(last), document.caption(row)], [row, last, last + 1])
    },
    row("编码一位数错") { document, row, _ in
      var cells = document.cells(row)
      guard let code = document.code(row), let column = cells.firstIndex(of: code), code.count == 7 else { return nil }
      cells[column] = String(code.prefix(3)) + "97" + String(code.suffix(2))
      document.set(cells, at: row)
      return ([code], [row])
    },
    row("编码少一位") { document, row, _ in
      var cells = document.cells(row)
      guard let code = document.code(row), let column = cells.firstIndex(of: code) else { return nil }
      cells[column] = String(code.dropLast())
      document.set(cells, at: row)
      return ([code, String(code.dropLast()), document.caption(row)], [row])
    },
    row("两行编码写反") { document, row, table in
      guard let other = table.rows.first(where: { $0 > row && isItem(document, $0) }),
        let a = document.code(row), let b = document.code(other)
      else { return nil }
      var (x, y) = (document.cells(row), document.cells(other))
      guard let i = x.firstIndex(of: a), let j = y.firstIndex(of: b) else { return nil }
      (x[i], y[j]) = (b, a)
      document.set(x, at: row)
      document.set(y, at: other)
      return ([a, b], [row, other])
    },
    row("科目名称写成别的科目") { document, row, table in
      guard
        let other = table.rows.first(where: {
          $0 != row && isItem(document, $0) && document.caption($0) != document.caption(row)
        })
      else { return nil }
      var cells = document.cells(row)
      guard let column = cells.firstIndex(of: document.caption(row)) else { return nil }
      cells[column] = document.caption(other)
      document.set(cells, at: row)
      return ([], [row])
    },
    row("科目名称漏一字") { document, row, _ in
      var cells = document.cells(row)
      guard let column = cells.firstIndex(of: document.caption(row)), cells[column].count > 3 else { return nil }
      cells[column].removeLast()
      document.set(cells, at: row)
      return ([], [row])
    },
    row("用了停用的科目名称", where: { $0.code($1) == "210" || $0.code($1) == "207" || $0.code($1) == "20805" }) {
      document, row, _ in
      let former = ["210": "医疗卫生与计划生育支出", "207": "文化体育与传媒支出", "20805": "行政事业单位离退休"]
      var cells = document.cells(row)
      guard let code = document.code(row), let name = former[code],
        let column = cells.firstIndex(of: document.caption(row))
      else { return nil }
      cells[column] = name
      document.set(cells, at: row)
      return ([], [row])
    },
    row("序号错", where: { document, row in Int(document.cells(row).first ?? "") != nil }) { document, row, table in
      var cells = document.cells(row)
      guard let number = Int(cells[0]), row != table.rows.last else { return nil }
      cells[0] = String(number + 10)
      document.set(cells, at: row)
      return ([], [row, row + 1])
    },
    row("基金科目混入一般公共预算", in: ["一般公共预算财政拨款支出表", "一般公共预算支出表"]) { document, row, _ in
      var cells = document.cells(row)
      guard let code = document.code(row), let column = cells.firstIndex(of: code) else { return nil }
      cells[column] = "2120801"
      document.set(cells, at: row)
      return (["2120801", code], [row])
    },
  ]

  // MARK: head of a table

  private static func head(
    _ name: String, _ pattern: String, _ change: @escaping @Sendable (String) -> String?
  ) -> SeededKind {
    SeededKind(name: name) { document, pick in
      let tables = document.tables.filter {
        $0.title.contains("表") && !$0.title.contains("绩效") && !$0.title.contains("占用")
      }
      let places = tables.compactMap { table -> (Int, SeededDocument.Table)? in
        guard let first = table.head.first else { return nil }
        return (table.titleLine..<first).first {
          document.lines[$0].range(of: pattern, options: .regularExpression) != nil
        }.map { ($0, table) }
      }
      guard !places.isEmpty else { return nil }
      let (line, table) = places[spread(pick, places.count)]
      var edited = document
      guard let new = change(document.lines[line]) else { return nil }
      edited.lines[line] = new
      return (edited, [table.title], [line, table.titleLine])
    }
  }

  private static let heads: [SeededKind] = [
    head("表上单位元写成万元", "单位[：:]") { $0.contains("万元") ? $0.replacing("万元", with: "元") : $0.replacing("元", with: "万元") },
    head("表上单位漏写", "单位[：:]") { _ in "" },
    head("表上年度错", "预算年度[：:]|20[0-9][0-9]年") { line in
      line.range(of: "20[0-9][0-9]", options: .regularExpression).map { range in
        line.replacingCharacters(in: range, with: String((Int(line[range]) ?? 2000) - 1))
      }
    },
    SeededKind(name: "漏一张表") { document, pick in
      let tables = document.tables.filter {
        $0.title.contains("预算") && $0.title.hasSuffix("表") && !$0.title.contains("项目")
      }
      guard pick < tables.count, let last = (tables[pick].rows + tables[pick].head).max() else { return nil }
      var edited = document
      var end = last + 1
      while end < edited.lines.count, !edited.lines[end].hasPrefix("#") { end += 1 }
      edited.lines.removeSubrange(tables[pick].titleLine..<end)
      return (edited, [tables[pick].title.replacing("部门预算", with: ""), tables[pick].title], [])
    },
    SeededKind(name: "表题写成另一张表") { document, pick in
      let tables = document.tables.filter { $0.title.contains("预算") && $0.title.hasSuffix("总表") }
      guard tables.count > 1, pick < tables.count else { return nil }
      var edited = document
      let (a, b) = (tables[pick], tables[(pick + 1) % tables.count])
      edited.lines[a.titleLine] = document.lines[b.titleLine]
      return (
        edited, [a.title, b.title, String(a.title.suffix(6)), String(b.title.suffix(6))], [a.titleLine, b.titleLine]
      )
    },
    SeededKind(name: "表名漏字") { document, pick in
      let tables = document.tables.filter { $0.title.contains("预算") && $0.title.hasSuffix("表") && $0.title.count > 8 }
      guard pick < tables.count else { return nil }
      var edited = document
      let line = tables[pick].titleLine
      edited.lines[line] = document.lines[line].replacing("支出", with: "支", maxReplacements: 1)
      return (edited, [tables[pick].title, edited.plain(edited.lines[line])], [line])
    },
    SeededKind(name: "基本支出、项目支出两个栏名写反") { document, pick in
      var places: [Int] = []
      for table in document.tables {
        places += table.head.filter { document.cells($0).contains("基本支出") && document.cells($0).contains("项目支出") }
      }
      guard pick < places.count else { return nil }
      var edited = document
      edited.set(
        document.cells(places[pick]).map { $0 == "基本支出" ? "项目支出" : $0 == "项目支出" ? "基本支出" : $0 }, at: places[pick])
      let table = document.tables.first { $0.head.contains(places[pick]) }
      return (
        edited, [table?.title ?? "-"] + (table?.rows.prefix(3).map { document.caption($0) } ?? []), [places[pick]]
      )
    },
    SeededKind(name: "有数的表清空而无说明") { document, pick in
      let tables = document.tables.filter { table in
        table.title.contains("预算") && table.rows.contains { !document.amounts($0).isEmpty }
          && !table.title.contains("项目")
      }
      guard pick < tables.count else { return nil }
      var edited = document
      for row in tables[pick].rows.reversed() { edited.lines.remove(at: row) }
      return (edited, [tables[pick].title, String(tables[pick].title.suffix(5))], [tables[pick].titleLine])
    },
  ]

  // MARK: totals and side tables

  private static let totals: [SeededKind] = [
    amount("合计行金额错", in: codeTables, where: isTotal, bump),
    amount("收支总表一行金额错", in: ["收支总表"], where: { !isTotal($0, $1) }, bump),
    amount("收支总表合计行错", in: ["收支总表"], where: isTotal, bump),
    amount("三公分项金额错", in: ["三公"], where: { !isTotal($0, $1) }, bump),
    amount("三公合计错", in: ["三公"], where: isTotal, bump),
    amount("经济科目金额错", in: ["基本支出表"], where: { $0.code($1)?.count == 5 }, bump),
    amount("项目表分项错", in: ["项目支出表"], where: { !isTotal($0, $1) }, bump),
    amount("项目表合计错", in: ["项目支出表"], where: isTotal, bump),
    amount("资产表金额错", in: ["占用"], where: { !isTotal($0, $1) }, bump),
    amount("采购金额错", in: ["采购"], bump),
    row("项目表漏一个项目", in: ["项目支出表"], where: { !isTotal($0, $1) && !$0.amounts($1).isEmpty }) { document, row, _ in
      let words = [document.caption(row)]
      document.lines.remove(at: row)
      return (words + ["合计", "项目支出表"], [])
    },
    SeededKind(name: "收入金额填到下一行") { document, pick in
      guard let table = document.tables.first(where: { $0.title.contains("收支总表") }), pick == 0,
        let row = table.rows.first(where: { document.amounts($0).contains(2) }), table.rows.contains(row + 1)
      else { return nil }
      var (a, b) = (document.cells(row), document.cells(row + 1))
      (a[2], b[2]) = (b[2], a[2])
      var edited = document
      edited.set(a, at: row)
      edited.set(b, at: row + 1)
      return (edited, [], [row, row + 1])
    },
    SeededKind(name: "多填上年结转") { document, pick in
      for table in document.tables.filter({ $0.title.contains("收支总表") }).dropFirst(pick) {
        guard let row = table.rows.first(where: { document.caption($0).contains("结转") }) else { continue }
        var cells = document.cells(row)
        guard cells.count > 2, cells[2].isEmpty else { continue }
        cells[2] = "12345.00"
        var edited = document
        edited.set(cells, at: row)
        return (edited, ["结转", "收入总计"], [row])
      }
      return nil
    },
  ]

  // MARK: words

  private static let words: [SeededKind] = [
    figure("文字收入总额错", ["预算收入", "收入总计", "收入预算"], bump),
    figure("文字支出总额错", ["支出预算", "支出总计"], bump),
    figure("文字基本支出错", ["基本支出"], bump),
    figure("文字项目支出错", ["项目支出"], bump),
    figure("文字人员经费错", ["人员经费收入", "人员经费"], bump),
    figure("文字公用经费错", ["公用经费收入", "公用经费"], bump),
    figure("文字数字颠倒", ["预算收入", "支出预算", "机关运行经费共计"], swap),
    figure("文字一般公共预算收入错", ["一般公共预算收入"], bump),
    figure("文字政府性基金收入错", ["政府性基金收入"]) { $0 == "0" ? "35" : bump($0) },
    figure("文字机关运行经费错", ["机关运行经费共计", "机关运行经费"], bump),
    figure("文字三公合计错", ["经费预算安排", "三公”经费预算"], bump),
    figure("文字公务接待费错", ["公务接待费"], bump),
    figure("文字公车运行费错", ["公务用车运行维护费", "公务用车运维费"], bump),
    figure("文字公车购置费错", ["公务用车购置费", "公务用车购置"]) { $0 == "0" ? "18" : bump($0) },
    figure("文字出国费错", ["因公出国（境）费"]) { $0 == "0" ? "6" : bump($0) },
    figure("文字采购额错", ["政府采购预算"]) { $0 == "0" ? "22" : bump($0) },
    figure("文字资产额错", ["固定资产金额"], bump),
    figure("增加额错", ["年增加"], bump),
    figure("基本支出增减额错", ["基本支出增加", "基本支出减少"], bump),
    figure("项目支出增减额错", ["项目支出减少", "项目支出增加"], bump),
    figure("百分比错", ["增长", "下降", "占"], bump),
    replace("文字万元写成元", [("万元，其中", "元，其中"), ("万元；", "元；"), ("万元，主要", "元，主要")]),
    replace("文字漏“元”", [("万元，", "万，"), ("万元；", "万；"), ("万元。", "万。")]),
    replace("增加写成减少", [("基本支出增加", "基本支出减少"), ("年增加", "年减少"), ("比2023年增加", "比2023年减少")]),
    replace("减少写成增加", [("项目支出减少", "项目支出增加"), ("相比减少", "相比增加")]),
    SeededKind(name: "对比年份写错") { document, pick in
      year(document, pick, ["较", "与", "比"], -1)
    },
    SeededKind(name: "对比年份写成本年") { document, pick in
      year(document, pick, ["较", "与", "比"], 1)
    },
    SeededKind(name: "句中年份沿用上年") { document, pick in
      year(document, pick, ["。", "、"], -1, onlyOwn: true)
    },
    SeededKind(name: "删去增减原因") { document, pick in
      var places: [(Int, Range<String.Index>)] = []
      for line in document.prose {
        let text = document.lines[line]
        if let range = text.range(of: "[，,；。](减少的)?主要(是|原因)[^；。]*", options: .regularExpression) {
          places.append((line, range))
        }
      }
      guard pick < places.count else { return nil }
      var edited = document
      edited.lines[places[pick].0].removeSubrange(places[pick].1)
      return (edited, [], [places[pick].0])
    },
    replace(
      "原因只重复结果",
      [
        ("主要是新招录10名公务员和2名选调生导致2023年人员经费较大幅度增加", "主要是基本支出增加"), ("主要是人员增加", "主要是基本支出增加"),
        ("主要是市直人防工程建设项目减少35万元", "主要是项目支出减少"),
      ]),
    replace("文字科目名称用旧称", [("卫生健康支出（类）", "医疗卫生与计划生育支出（类）"), ("卫生健康支出", "医疗卫生与计划生育支出（类）")]),
    replace("“政府性基金”写成“政府基金”", [("政府性基金收入", "政府基金收入"), ("政府性基金预算", "政府基金预算")]),
    SeededKind(name: "标题单位名写成别的单位") { document, pick in
      let places = document.lines.indices.filter {
        !document.lines[$0].hasPrefix("|") && document.lines[$0].contains("情况说明") && document.lines[$0].contains("年")
      }
      guard pick < places.count else { return nil }
      var edited = document
      guard let range = edited.lines[places[pick]].range(of: "[^# ]+?(?=20[0-9][0-9]年)", options: .regularExpression)
      else { return nil }
      edited.lines[places[pick]].replaceSubrange(range, with: "乙市教育体育局")
      return (edited, ["乙市教育体育局"], [places[pick]])
    },
    SeededKind(name: "表上单位名写成别的单位") { document, pick in
      let places = document.tables.compactMap { table -> Int? in
        guard let first = table.head.first, table.titleLine + 2 < first else { return nil }
        return (table.titleLine + 1..<first).first {
          let line = document.lines[$0]
          return line.hasSuffix("局") || line.hasSuffix("办公室") || line.hasSuffix("委员会")
        }
      }
      guard !places.isEmpty else { return nil }
      let line = places[spread(pick, places.count)]
      var edited = document
      edited.lines[line] = "乙市教育体育局"
      return (edited, ["乙市教育体育局"], [line])
    },
    SeededKind(name: "正文单位名写成别的单位") { document, pick in
      let names = ["南宫市人民政府办公室", "甲县财政局"]
      let places = document.prose.flatMap { line in
        names.filter {
          document.lines[line].contains($0 + "安排") || document.lines[line].contains($0 + "上年末")
            || document.lines[line].contains($0 + "本级") || document.lines[line].contains($0 + "20")
        }.map { (line, $0) }
      }
      guard pick < places.count else { return nil }
      var edited = document
      edited.lines[places[pick].0] = document.lines[places[pick].0].replacing(places[pick].1, with: "乙市教育体育局")
      return (edited, ["乙市教育体育局"], [places[pick].0])
    },
    SeededKind(name: "封面年份错") { document, pick in
      guard pick == 0, let line = document.lines.prefix(8).firstIndex(where: { $0.contains("年") }) else { return nil }
      var edited = document
      guard let range = edited.lines[line].range(of: "20[0-9][0-9]", options: .regularExpression),
        let old = Int(edited.lines[line][range])
      else { return nil }
      edited.lines[line].replaceSubrange(range, with: String(old - 1))
      return (edited, ["\(old - 1)", "\(old)"], [line])
    },
  ]

  /// A year in the words moved by `step`.
  private static func year(
    _ document: SeededDocument, _ pick: Int, _ before: [String], _ step: Int, onlyOwn: Bool = false
  ) -> (
    SeededDocument, [String], [Int]
  )? {
    var places: [(Int, Range<String.Index>, Int)] = []
    for line in document.prose {
      let text = document.lines[line]
      let pattern = onlyOwn ? "(^|[。、])20[0-9][0-9](?=年.{0,8}(支出预算|预算收入|预算收支|部门机关|我部门|，))" : "(较|与|比)20[0-9][0-9](?=年)"
      guard let range = text.range(of: pattern, options: .regularExpression),
        let digits = text.range(of: "20[0-9][0-9]", options: .regularExpression, range: range),
        let old = Int(text[digits])
      else { continue }
      places.append((line, digits, old))
    }
    guard pick < places.count else { return nil }
    var edited = document
    edited.lines[places[pick].0].replaceSubrange(places[pick].1, with: String(places[pick].2 + step))
    return (edited, ["\(places[pick].2 + step)"], [places[pick].0])
  }

  // MARK: notes

  private static let notes: [SeededKind] = [
    SeededKind(name: "有数的表注明空表") { document, pick in
      let tables = document.tables.filter { table in
        table.title.contains("预算") && table.rows.contains { !document.amounts($0).isEmpty }
          && !table.title.contains("项目")
          && !table.title.contains("采购")
      }
      guard pick < tables.count, let last = tables[pick].rows.last else { return nil }
      var edited = document
      edited.lines.insert(contentsOf: ["", "注：本部门无此项预算，空表列示。"], at: last + 1)
      return (edited, [tables[pick].title], [last + 2])
    },
    SeededKind(name: "空表的注被删") { document, pick in
      let places = document.lines.indices.filter {
        document.lines[$0].contains("空表列示") && !document.lines[$0].hasPrefix("|")
      }
      guard pick < places.count else { return nil }
      var edited = document
      edited.lines.remove(at: places[pick])
      let table = document.tables.last { $0.titleLine < places[pick] }
      return (edited, [table?.title ?? "-", String(table?.title.suffix(8) ?? "-")], [])
    },
    SeededKind(name: "空表的注放错表") { document, pick in
      let places = document.lines.indices.filter {
        document.lines[$0].contains("空表列示") && !document.lines[$0].hasPrefix("|")
      }
      let tables = document.tables.filter { table in table.title.contains("收入总表") || table.title.contains("支出总表") }
      guard pick < places.count, pick < tables.count, let last = tables[pick].rows.last, last < places[pick] else {
        return nil
      }
      var edited = document
      let note = edited.lines.remove(at: places[pick])
      edited.lines.insert(contentsOf: ["", note], at: last + 1)
      return (edited, [tables[pick].title], [last + 2])
    },
  ]

  // MARK: layout, headings, language

  private static let layout: [SeededKind] = [
    SeededKind(name: "目录漏一项") { document, pick in
      contents(document, pick) { lines, line in lines.remove(at: line) }
    },
    SeededKind(name: "目录一项改名") { document, pick in
      contents(document, pick) { lines, line in
        lines[line] = lines[line].replacing("情况", with: "说明").replacing("收支总表", with: "收支汇总表").replacing(
          "收入总表", with: "收入汇总表"
        )
        .replacing("支出总表", with: "支出汇总表")
      }
    },
    SeededKind(name: "标题序号跳号") { document, pick in
      let numbers = ["二", "三", "四", "五", "六", "七", "八"]
      let places = document.lines.indices.filter { line in
        let text = document.plain(document.lines[line])
        return line > document.lines.count / 3 && numbers.contains { text.hasPrefix($0 + "、") } && text.count < 40
      }
      guard pick < places.count else { return nil }
      var edited = document
      let text = edited.lines[places[pick]]
      guard let mark = text.firstIndex(of: "、") else { return nil }
      edited.lines[places[pick]] = text.replacingCharacters(in: text.index(before: mark)..<mark, with: "九")
      return (edited, [edited.plain(edited.lines[places[pick]])], [places[pick]])
    },
    SeededKind(name: "漏一节说明") { document, pick in
      let names = ["机关运行经费安排情况", "政府采购预算情况", "国有资产信息", "名词解释"]
      guard pick < names.count,
        let start = document.lines.lastIndex(where: { $0.contains(names[pick]) && !$0.hasPrefix("|") && $0.count < 40 }
        ),
        let end = document.lines[(start + 1)...].firstIndex(where: {
          document.plain($0).range(of: "^[一二三四五六七八九十]+、", options: .regularExpression) != nil && $0.count < 40
        })
      else { return nil }
      var edited = document
      edited.lines.removeSubrange(start..<end)
      return (edited, [names[pick]] + [String(names[pick].prefix(6))], [start])
    },
    SeededKind(name: "一节只剩标题") { document, pick in
      let names = ["机关运行经费安排情况", "其他需要说明的事项", "部门职责"]
      guard pick < names.count,
        let start = document.lines.lastIndex(where: {
          document.plain($0).hasSuffix(names[pick]) && !$0.hasPrefix("|") && $0.count < 40
        })
      else { return nil }
      let end =
        document.lines[(start + 1)...].firstIndex {
          $0.hasPrefix("#")
            || document.plain($0).range(of: "^[一二三四五六七八九十]+、.{2,30}$", options: .regularExpression) != nil
        } ?? document.lines.count
      var edited = document
      edited.lines.replaceSubrange((start + 1)..<end, with: [""])
      return (edited, [names[pick]], [start])
    },
    SeededKind(name: "括号少一半") { document, pick in
      let places = document.prose.filter { document.lines[$0].contains("）") && document.lines[$0].count > 40 }
      guard !places.isEmpty else { return nil }
      let line = places[spread(pick, places.count)]
      var edited = document
      guard let index = edited.lines[line].lastIndex(of: "）") else { return nil }
      edited.lines[line].remove(at: index)
      return (edited, [], [line])
    },
    SeededKind(name: "引号少一半") { document, pick in
      let places = document.prose.filter { document.lines[$0].contains("”") && document.lines[$0].contains("。") }
      guard !places.isEmpty else { return nil }
      let line = places[spread(pick, places.count)]
      var edited = document
      guard let index = edited.lines[line].lastIndex(of: "”") else { return nil }
      edited.lines[line].remove(at: index)
      return (edited, [], [line])
    },
    SeededKind(name: "书名号少一半") { document, pick in
      let places = document.prose.filter { document.lines[$0].contains("》") && document.lines[$0].contains("。") }
      guard !places.isEmpty else { return nil }
      let line = places[spread(pick, places.count)]
      var edited = document
      guard let index = edited.lines[line].lastIndex(of: "》") else { return nil }
      edited.lines[line].remove(at: index)
      return (edited, [], [line])
    },
    replace("句号重复", [("。", "。。")]) { $0.count > 30 },
    replace("逗号重复", [("，", "，，")]) { $0.count > 30 },
    replace("词重复", [("主要", "主要主要")]) { $0.contains("万元") || $0.count > 60 },
    replace("“的”重复", [("的", "的的")]) { $0.count > 40 },
    SeededKind(name: "留下占位符") { document, pick in
      let places = document.prose.filter { document.lines[$0].contains("万元") }
      guard pick < places.count else { return nil }
      var edited = document
      guard let range = edited.lines[places[pick]].range(of: "[0-9.]+万元", options: .regularExpression) else {
        return nil
      }
      edited.lines[places[pick]].replaceSubrange(range, with: "XX万元")
      return (edited, ["XX"], [places[pick]])
    },
    replace("留下模板选择项", [("增加", "增加（减少）"), ("减少", "增加/减少")]) { $0.contains("万元") },
    replace("留下填表说明", [("主要是", "（请填写原因）主要是"), ("主要用于", "（如有）主要用于")]),
    SeededKind(name: "单位名留空") { document, pick in
      let places = document.prose.filter {
        document.lines[$0].range(of: "(办公室|财政局)(安排|上年末|20)", options: .regularExpression) != nil
      }
      guard pick < places.count else { return nil }
      var edited = document
      edited.lines[places[pick]] = document.lines[places[pick]].replacing("南宫市人民政府办公室", with: "XX市XX局").replacing(
        "甲县财政局", with: "XX县XX局")
      return (edited, ["XX"], [places[pick]])
    },
    SeededKind(name: "名词解释漏一条") { document, pick in
      let start = document.lines.lastIndex { document.plain($0).hasSuffix("名词解释") } ?? document.lines.count
      let places = document.lines.indices.filter {
        $0 > start && document.lines[$0].range(of: "^[0-9]+、", options: .regularExpression) != nil
      }
      guard pick < places.count - 1 else { return nil }
      var edited = document
      let text = document.lines[places[pick]]
      edited.lines.remove(at: places[pick])
      let term = text.drop { $0.isNumber || $0 == "、" }.prefix { $0 != "：" }
      return (
        edited, [String(term), document.lines[places[pick + 1]].prefix(12).description],
        [places[pick], places[pick] + 1]
      )
    },
    SeededKind(name: "名词解释用词与表不同") { document, pick in
      let pairs = [("上年结转：", "去年结余：")]
      guard pick < pairs.count, let line = document.lines.firstIndex(where: { $0.contains(pairs[pick].0) }) else {
        return nil
      }
      var edited = document
      edited.lines[line] = document.lines[line].replacing(pairs[pick].0, with: pairs[pick].1)
      return (edited, ["上年结转", "去年结余"], [line])
    },
    replace("文号括号错", [("〔", "(")]),
    replace("全角半角括号混用", [("（", "(")]) { $0.count > 40 },
    replace("“持平”前用“比”", [("与2023年相比减少1万元", "比2023年预算持平")]),
    SeededKind(name: "截止日期不是上年末") { document, pick in
      let places = document.lines.indices.filter {
        document.lines[$0].contains("截止时间") || document.lines[$0].contains("截至20")
      }
      guard pick < places.count else { return nil }
      var edited = document
      guard let range = edited.lines[places[pick]].range(of: "20[0-9][0-9]", options: .regularExpression),
        let old = Int(edited.lines[places[pick]][range])
      else { return nil }
      edited.lines[places[pick]].replaceSubrange(range, with: String(old - 2))
      return (edited, ["\(old - 2)"], [places[pick]])
    },
  ]

  private static func contents(_ document: SeededDocument, _ pick: Int, _ change: (inout [String], Int) -> Void) -> (
    SeededDocument, [String], [Int]
  )? {
    guard let start = document.lines.prefix(20).firstIndex(where: { $0.contains("目录") }) else { return nil }
    let end =
      document.lines.indices.first {
        $0 > start + 2 && (document.lines[$0].hasPrefix("#") || document.lines[$0].hasPrefix("|"))
      } ?? start
    let places = (start + 1..<max(end, start + 1)).filter { line in
      let text = document.plain(document.lines[line])
      return (text.contains("总表") || text.contains("情况") || text.contains("支出表")) && text != "部门预算公开表"
    }
    guard !places.isEmpty else { return nil }
    let line = places[spread(pick, places.count)]
    var edited = document
    let old = document.plain(document.lines[line]).prefix { $0 != "." }
    change(&edited.lines, line)
    guard edited.text != document.text else { return nil }
    return (edited, [String(old), String(edited.plain(edited.lines[line]).prefix { $0 != "." })], [line])
  }

  // MARK: performance

  private static func target(_ name: String, _ change: @escaping @Sendable ([String]) -> [String]?) -> SeededKind {
    SeededKind(name: name) { document, pick in
      let rows = document.tables.filter { $0.title.contains("绩效目标表") }.flatMap { table in
        table.rows.map { (table, $0) }
      }.filter { change(document.cells($0.1)) != nil }
      guard !rows.isEmpty else { return nil }
      let (table, row) = rows[spread(pick, rows.count)]
      guard let new = change(document.cells(row)) else { return nil }
      var edited = document
      edited.set(new, at: row)
      return (edited, [table.title, new.first { $0.count > 2 } ?? "-"], [row])
    }
  }

  private static let performance: [SeededKind] = [
    target("绩效指标漏百分号") { cells in
      guard let column = cells.firstIndex(where: { $0.hasPrefix("≥") && $0.hasSuffix("%") }) else { return nil }
      var new = cells
      new[column].removeLast()
      return new
    },
    target("绩效成本大于项目金额") { cells in
      guard let column = cells.firstIndex(where: { $0.range(of: "^≤[0-9.]+ ?万元", options: .regularExpression) != nil })
      else { return nil }
      var new = cells
      new[column] = "≤99999万元"
      return new
    },
    SeededKind(name: "绩效表年份错") { document, pick in
      let tables = document.tables.filter { $0.title.contains("绩效目标表") && $0.title.contains("年") }
      guard pick < tables.count else { return nil }
      var edited = document
      let line = tables[pick].titleLine
      guard let range = edited.lines[line].range(of: "20[0-9][0-9]", options: .regularExpression),
        let old = Int(edited.lines[line][range])
      else { return nil }
      edited.lines[line].replaceSubrange(range, with: String(old - 1))
      return (edited, ["\(old - 1)"], [line])
    },
    SeededKind(name: "绩效表缺满意度指标") { document, pick in
      let tables = document.tables.filter { $0.title.contains("绩效目标表") }
      guard pick < tables.count, let row = tables[pick].rows.first(where: { document.cells($0).first == "满意度指标" })
      else { return nil }
      var edited = document
      edited.lines.remove(at: row)
      return (
        edited,
        [
          tables[pick].title, "满意度",
          String(document.plain(document.lines[tables[pick].titleLine]).dropFirst(2).dropLast(5)),
        ], [row]
      )
    },
    SeededKind(name: "漏一张绩效目标表") { document, pick in
      let tables = document.tables.filter { $0.title.contains("绩效目标表") }
      guard pick + 1 < tables.count else { return nil }
      var edited = document
      edited.lines.removeSubrange(tables[pick].titleLine..<tables[pick + 1].titleLine)
      let name = document.plain(document.lines[tables[pick].titleLine]).drop { $0.isNumber || $0 == "、" }.dropLast(5)
      return (edited, [String(name), String(name.drop { $0.isNumber || $0 == "年" })], [tables[pick].titleLine])
    },
    SeededKind(name: "绩效表序号跳号") { document, pick in
      let tables = document.tables.filter { $0.title.contains("绩效目标表") }.dropFirst()
      guard pick < tables.count else { return nil }
      var edited = document
      let line = tables[tables.startIndex + pick].titleLine
      guard let range = edited.lines[line].range(of: "[0-9]+(?=、)", options: .regularExpression) else { return nil }
      edited.lines[line].replaceSubrange(range, with: "88")
      return (edited, ["88"], [line])
    },
    SeededKind(name: "绩效项目名与项目表不符") { document, pick in
      let tables = document.tables.filter { $0.title.contains("绩效目标表") }
      guard pick < tables.count else { return nil }
      var edited = document
      let line = tables[pick].titleLine
      guard let mark = document.lines[line].firstIndex(of: "、") else { return nil }
      edited.lines[line] = document.lines[line][...mark] + "农村道路改造绩效目标表"
      return (edited, ["农村"], [line])
    },
  ]
}
