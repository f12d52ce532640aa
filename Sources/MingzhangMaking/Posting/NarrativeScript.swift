import MingzhangModel

/// One Markdown file of the narrative: headings, paragraphs, and the places where tables stand.
///
/// `#` begins a numbered section (the number is ours), `##` and deeper keep their printed words. Lines between blank lines are
/// one paragraph; one that begins with `{{逐项.一般公共预算}}` is printed once for every item. `<!-- … -->` on a line of its own is a note to the next editor and is not printed.
struct NarrativeScript: Hashable {
  struct Element: Hashable {
    enum Content: Hashable {
      case heading(level: Int)
      case paragraph
      case slot(Slot)
    }
    var content: Content
    var template: Template
    /// From 1.
    var line: Int
  }

  /// Where something that the ledger holds as rows is printed among the words.
  enum Slot: String, Hashable, CaseIterable {
    case units = "{{表.机构设置}}"
    case projects = "{{表.项目支出}}"
    case goals = "{{表.项目绩效目标}}"
    case procurement = "{{表.政府采购}}"
    case assets = "{{表.固定资产}}"
    case glossary = "{{名词解释}}"
  }

  let elements: [Element]

  init(_ source: Ledger.NarrativeSource, ledger: Ledger) {
    let lists = NarrativeLists(ledger)
    var elements: [Element] = []
    var open: (text: String, line: Int)?
    func close() {
      guard let paragraph = open else { return }
      let slot = Slot(rawValue: paragraph.text.filter { !$0.isWhitespace })
      if let paragraphs = lists.paragraphs(paragraph.text) {
        elements += paragraphs.map { Element(content: .paragraph, template: Template($0), line: paragraph.line) }
        open = nil
        return
      }
      elements.append(
        Element(
          content: slot.map { .slot($0) } ?? .paragraph,
          template: Template(slot == nil ? lists.spelledOut(paragraph.text) : ""),
          line: paragraph.line))
      open = nil
    }
    let lines = source.markdown.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, raw) in lines.enumerated() {
      let line = String(raw).trimmingSpaces()
      if line.hasPrefix("<!--"), line.hasSuffix("-->") { continue }
      let level = line.prefix { $0 == "#" }.count
      if line.isEmpty {
        close()
      } else if level > 0, line.dropFirst(level).first == " " {
        close()
        let words = String(line.dropFirst(level)).trimmingSpaces()
        elements.append(Element(content: .heading(level: level), template: Template(words), line: index + 1))
      } else {
        open = open.map { ($0.text + line, $0.line) } ?? (line, index + 1)
      }
    }
    close()
    self.elements = elements
  }
}
