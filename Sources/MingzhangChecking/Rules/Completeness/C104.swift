import MingzhangModel

extension Rule {
  /// Pages of the contents go up.
  static let contentsPagesFall = Rule(
    "C104", Wording("目录页码倒序", "Page numbers of the contents go back"), .warning,
    preparer: Wording("更新目录页码。", "Update the page numbers."),
    citizen: Wording("目录的页码前后颠倒。", "The page numbers of the contents go back.")
  ) { subject throws(Unchecked) in
    let paged = subject.disclosure.contents.compactMap { entry in entry.page.map { (entry, $0) } }
    guard paged.count > 1 else { throw Unchecked("目录没有页码", "the contents have no page numbers") }
    return zip(paged, paged.dropFirst()).compactMap { before, entry in
      guard entry.1 < before.1 else { return nil }
      return Broken(
        Wording(
          "“\(entry.0.title)”在第 \(entry.1) 页，前一条在第 \(before.1) 页。",
          "“\(entry.0.title)” is on page \(entry.1), the entry before on \(before.1)."),
        found: "\(entry.1)", evidence: [Evidence("目录", text: entry.0.title, span: entry.0.span)], key: entry.0.title)
    }
  }
}
