import MingzhangModel

/// Whether what was read can be a budget disclosure at all, and what it seems to be when it cannot.
enum Likeness {
  /// Words of which every disclosure, and every part of one, has some.
  private static let words = [
    "预算", "决算", "收支", "支出", "收入", "财政", "拨款", "经费", "绩效", "科目", "资产", "采购", "公开", "部门", "单位",
  ]

  private static let kinds: [(name: Wording, marks: [String])] = [
    (Wording("合同", "a contract"), ["甲方", "乙方", "合同"]),
    (Wording("简历", "a curriculum vitae"), ["简历", "求职", "教育经历"]),
    (Wording("发票或收据", "an invoice"), ["发票代码", "价税合计", "收款人"]),
    (Wording("出错的网页", "an error page"), ["404", "Not Found", "页面不存在", "Forbidden", "访问的页面"]),
    (Wording("程序代码", "program code"), ["import ", "function ", "#include", "def ", "class "]),
  ]

  /// - Throws: `notADisclosure` when no page has a word that budgets are made of.
  static func mustBeDisclosure(_ read: ReadPages, name: String) throws(ReadingError) {
    var text = ""
    for page in read.pages {
      for block in page.blocks {
        switch block {
        case .line(let line): text += line.text.foldedForMatching + "\n"
        case .grid(let grid): for cell in grid.cells { text += cell.text.foldedForMatching + "\n" }
        }
        if words.contains(where: text.contains) { return }
        // keep the end: a word may be cut in two
        if text.utf8.count > 4096 { text = String(text.suffix(1024)) }
      }
    }
    let start = opening(read)
    // too little to judge by: a cover, a single note
    if (1..<120).contains(length(read)) { return }
    guard !start.isEmpty else {
      throw ReadingError(
        .empty, file: name,
        Wording("\(name) 里没有文字。请确认文件是否完整。", "\(name) has no words in it. Check that it is complete."))
    }
    let seems = kinds.first { kind in kind.marks.count { start.contains($0) } >= 1 }?.name
    throw ReadingError(
      .notADisclosure, file: name,
      Wording(
        "\(name) 不像预决算公开：没有“预算”“决算”“收支”等字样\(seems.map { "，像是\($0.chinese)" } ?? "")。开头是“\(start.prefix(40))”。请确认是不是选错了文件。",
        "\(name) does not look like a budget disclosure: none of the words of one is in it\(seems.map { "; it seems to be \($0.english)" } ?? ""). It begins “\(start.prefix(40))”. Check that it is the right file."
      ))
  }

  private static func length(_ read: ReadPages) -> Int {
    read.pages.reduce(0) { sum, page in
      page.blocks.reduce(sum) { sum, block in
        switch block {
        case .line(let line): sum + line.text.unicodeScalars.count
        case .grid(let grid): grid.cells.reduce(sum) { $0 + $1.text.unicodeScalars.count }
        }
      }
    }
  }

  /// The first words, in one line.
  private static func opening(_ read: ReadPages) -> String {
    var words: [String] = []
    for page in read.pages {
      for block in page.blocks {
        switch block {
        case .line(let line): words.append(line.text)
        case .grid(let grid): words += grid.cells.prefix(20).map(\.text)
        }
        if words.count > 20 { break }
      }
    }
    return words.map { $0.unwrapped.trimmingSpaces() }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
