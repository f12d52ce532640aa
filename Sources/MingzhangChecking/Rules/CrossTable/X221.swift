import MingzhangModel

extension Rule {
  /// Titles and words speak of this department, not of the one whose text was copied.
  static let wordsOfAnotherBody = Rule(
    "X221", Wording("文字里是别的单位的名字", "The words name another body"), .warning,
    preparer: Wording("改正单位名称；如文字是从别处复制的，核对全段内容。", "Correct the name; if the text was copied, check all of it."),
    citizen: Wording("这段话写着别的单位的名字，可能是抄来的。", "This passage bears another body's name: it may be copied.")
  ) { subject throws(Unchecked) in
    let bodies = Bodies(subject.disclosure)
    let own = Bodies.bare(subject.disclosure.entity)
    guard (4...30).contains(own.count), !["市", "县", "区", "省", "府"].contains(own.suffix(1)) else {
      throw Unchecked("没有读出单位全称", "the body's full name could not be read")
    }
    var broken: [Broken] = []
    func look(_ text: String, _ marks: [String], _ evidence: (String) -> Evidence) {
      for mark in marks {
        guard let range = text.firstRange(of: mark) else { continue }
        let name = Bodies.bare(Bodies.name(before: range.lowerBound, in: text))
        guard bodies.isForeign(name) else { continue }
        broken.append(
          Broken(
            Wording(
              "“\(name)”不是本书的单位“\(subject.disclosure.entity)”。", "“\(name)” is not “\(subject.disclosure.entity)”."),
            expected: subject.disclosure.entity, found: name, evidence: [evidence(text.around(name, 12))],
            key: name + mark))
        return
      }
    }
    let years = subject.disclosure.fiscalYear.map { ["\($0)年部门", "\($0)年单位", "\($0)年度部门", "\($0)年度单位"] } ?? []
    // 关于甲县财政局2024年收入预算情况的说明
    let titled =
      subject.disclosure.fiscalYear.map { year in
        ["收入", "支出", "收支", "财政", "一般", "政府", "国有"].map { "\(year)年\($0)" }
      } ?? []
    for entry in subject.disclosure.contents {
      look(entry.title, years + titled) { _ in Evidence("目录", text: entry.title, span: entry.span) }
    }
    for section in subject.disclosure.narrative.sections {
      look(section.heading, years + titled) { _ in Evidence("标题", text: section.heading, span: section.headingSpan) }
      for paragraph in section.paragraphs {
        look(paragraph.text, ["安排政府采购", "上年末固定资产", "机关运行经费预算", "本级的收支"] + years) { words in
          Evidence("说明文字 / \(section.heading)", text: words, span: paragraph.span)
        }
      }
    }
    let isNamed = subject.sentences.contains { $0.folded.contains(own) }
    // the cover, and running titles
    if let year = subject.disclosure.fiscalYear {
      let titles = subject.disclosure.leftovers.filter {
        [.coverTitle, .tableTitle, .tableHeading, .runningHead].contains($0.reason)
      }
      for title in titles {
        for name in Bodies.titled(inFolded: title.text.foldedForMatching, year: year) {
          guard bodies.isForeign(name) || bodies.isElsewhere(name), !broken.contains(where: { $0.found == name }) else {
            continue
          }
          broken.append(
            Broken(
              Wording(
                "标题“\(title.text)”不是本书的单位“\(subject.disclosure.entity)”。",
                "The title “\(title.text)” is not of “\(subject.disclosure.entity)”."),
              expected: subject.disclosure.entity, found: name,
              evidence: [Evidence("标题", text: title.text, span: title.span)], key: name + "|title"))
        }
      }
    }
    // 部门名称：甲县财政局
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs where paragraph.text.utf8.count <= 120 {
        let text = paragraph.text.foldedForMatching
        guard let label = ["部门名称:", "单位名称:", "编制单位:", "编制部门:", "填报单位:", "填报部门:"].first(where: text.hasPrefix)
        else { continue }
        let name = Bodies.bare(String(text.dropFirst(label.count)))
        guard bodies.isForeign(name) || bodies.isElsewhere(name) else { continue }
        broken.append(
          Broken(
            Wording(
              "“\(name)”不是本书的单位“\(subject.disclosure.entity)”。", "“\(name)” is not “\(subject.disclosure.entity)”."),
            expected: subject.disclosure.entity, found: name,
            evidence: [Evidence("说明文字 / \(section.heading)", text: paragraph.text, span: paragraph.span)],
            key: name + "|label"))
      }
    }
    guard let year = subject.disclosure.fiscalYear else { return broken }
    // what is named twice is a body of the book that no table lists
    var all: [String]?
    func isNamedOnce(_ name: String) -> Bool {
      let words = all ?? subject.prose.words.map { Bodies.bare($0.text) }
      all = words
      return words.count { $0.contains(name) } == 1
    }
    for sentence in subject.sentences {
      try subject.deadline?.check()
      for name in Bodies.subjects(inFolded: sentence.folded, year: year) {
        guard bodies.isForeign(name) || bodies.isElsewhere(name), isNamedOnce(name),
          !broken.contains(where: { $0.found == name })
        else { continue }
        broken.append(
          Broken(
            Wording(
              "“\(name)”不是本书的单位“\(subject.disclosure.entity)”。", "“\(name)” is not “\(subject.disclosure.entity)”."),
            expected: subject.disclosure.entity, found: name,
            evidence: [
              Evidence(
                "说明文字 / \(sentence.section.heading)", text: String(sentence.text.prefix(60)),
                span: sentence.claims.first?.span ?? sentence.paragraph.span)
            ], key: name + "|subject"))
      }
    }
    // whose duties are told, where our own name does not stand: the text is another body's
    for section in subject.disclosure.narrative.sections where section.topic == .duties {
      guard let first = section.paragraphs.first(where: { $0.text.contains("职责") || $0.text.contains("职能") }) else {
        continue
      }
      let text = first.text.foldedForMatching
      for name in Bodies.bearers(inFolded: text) {
        guard bodies.isForeign(name) || bodies.isElsewhere(name), !Bodies.bare(text).contains(own),
          !broken.contains(where: { $0.found == name })
        else { continue }
        broken.append(
          Broken(
            Wording(
              "职责写的是“\(name)”的，本书是“\(subject.disclosure.entity)”的，请核对。",
              "These are the duties of “\(name)”; the book is of “\(subject.disclosure.entity)”."),
            expected: subject.disclosure.entity, found: name,
            evidence: [
              Evidence("说明文字 / \(section.heading)", text: String(first.text.prefix(60)), span: first.span)
            ], key: name + "|duties", severity: .notice))
      }
    }
    for sentence in subject.sentences where sentence.section.topic != .glossary {
      for name in bodies.namesakes(inFolded: sentence.folded, subject.catalog.divisions) {
        guard !broken.contains(where: { $0.found.map { name.hasSuffix($0) || $0.hasSuffix(name) } ?? false }),
          isNamedOnce(name)
        else { continue }
        broken.append(
          Broken(
            Wording(
              "“\(name)”是别处的单位，本书是“\(subject.disclosure.entity)”的，请核对。",
              "“\(name)” is a body of another place; the book is of “\(subject.disclosure.entity)”."),
            expected: subject.disclosure.entity, found: name,
            evidence: [
              Evidence(
                "说明文字 / \(sentence.section.heading)", text: sentence.text.around(name, 24),
                span: sentence.claims.first?.span ?? sentence.paragraph.span)
            ], key: name + "|elsewhere", severity: .notice))
      }
    }
    // another body at the head of a sentence may be one that this text was copied from, or one spoken of: a notice
    if isNamed {
      for sentence in subject.sentences where sentence.section.topic != .duties && sentence.section.topic != .glossary {
        for name in Bodies.heads(inFolded: sentence.folded, year: year) {
          guard !name.contains(own), bodies.isForeign(name) || bodies.isElsewhere(name), isNamedOnce(name),
            !broken.contains(where: { $0.found == name })
          else { continue }
          broken.append(
            Broken(
              Wording(
                "这一句说的是“\(name)”，本书是“\(subject.disclosure.entity)”的，请核对。",
                "This sentence speaks of “\(name)”; the book is of “\(subject.disclosure.entity)”."),
              expected: subject.disclosure.entity, found: name,
              evidence: [
                Evidence(
                  "说明文字 / \(sentence.section.heading)", text: String(sentence.text.prefix(60)),
                  span: sentence.claims.first?.span ?? sentence.paragraph.span)
              ], key: name + "|head", severity: .notice))
        }
      }
    }
    return broken
  }
}
