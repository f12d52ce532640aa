import MingzhangCatalog
import MingzhangModel

extension Rule {
  /// Names in “X（类）Y（款）Z（项）” are names of that level, of this year.
  static let accountNameWrong = Rule(
    "N205", Wording("文字里的科目名称有误", "A classification name in words is wrong"), .warning,
    preparer: Wording("按当年《政府收支分类科目》改正科目名称和级次。", "Correct the name and level by the year's classification."),
    citizen: Wording("科目用了旧名称，或把类的名称写成了款。", "An old name was used, or a class's name stands for a section.")
  ) { subject throws(Unchecked) in
    let told = subject.sentences.filter { $0.folded.contains("类)") || $0.folded.contains("(类") }
    let explained = subject.disclosure.glossary.filter { $0.term.contains("款") }
    guard !told.isEmpty || !explained.isEmpty else { throw Unchecked("文字没有写类款项", "the words name no classification") }
    let names = AccountNames(subject.catalog, year: subject.disclosure.fiscalYear)
    var broken: [Broken] = []
    for sentence in told {
      let text = sentence.folded
      for problem in names.problems(in: text) {
        broken.append(
          Broken(
            Wording("“\(problem.printed)”应为“\(problem.right)”。", "“\(problem.printed)” should be “\(problem.right)”."),
            expected: problem.right,
            found: problem.printed,
            evidence: [
              Evidence(
                "说明文字 / \(sentence.section.heading)", text: sentence.folded.around(problem.printed, 30),
                span: sentence.claims.first?.span ?? sentence.paragraph.span)
            ],
            key: problem.printed))
      }
    }
    for entry in explained {
      for problem in names.problems(in: entry.term.foldedForMatching) {
        broken.append(
          Broken(
            Wording(
              "名词解释的“\(problem.printed)”应为“\(problem.right)”。",
              "“\(problem.printed)” of the glossary should be “\(problem.right)”."),
            expected: problem.right, found: problem.printed,
            evidence: [Evidence("名词解释", text: entry.term, span: entry.span)], key: "glossary|" + problem.printed))
      }
    }
    broken += paths(subject, told)
    return broken
  }

  /// X（款）Z（项）: the classification has both names, and none of its sections called X has an item called Z.
  private static func paths(_ subject: Subject, _ told: [Sentence]) -> [Broken] {
    let words =
      told.filter { $0.folded.contains("款)") }.map { ($0.text, $0.evidence()) }
      + subject.disclosure.glossary.filter { $0.term.contains("款") }.map {
        ($0.term, Evidence("名词解释", text: $0.term, span: $0.span))
      }
    var seen = Set<String>()
    let mentions = words.filter { seen.insert($0.0).inserted }.flatMap { text, evidence in
      ItemMention.all(in: text).map { ($0.item, evidence) }
    }
    // what the tables list so is not asked
    let open = mentions.compactMap { item, evidence -> (section: String, item: String, evidence: Evidence)? in
      guard let section = item.section, let name = item.item, subject.itemLines.code(of: item) == nil else {
        return nil
      }
      return (section, name, evidence)
    }
    guard !open.isEmpty else { return [] }
    let known = AccountPaths(open.flatMap { [$0.section, $0.item] }, subject.catalog)
    return open.compactMap { section, item, evidence in
      guard known.areStrangers(section, item) else { return nil }
      var place = evidence
      place.text = "\(section)（款）\(item)（项）"
      return Broken(
        Wording(
          "“\(section)（款）”下没有“\(item)（项）”。", "There is no item “\(item)” in the section “\(section)”."),
        found: "\(section)（款）\(item)（项）", evidence: [place], key: "path|\(section)|\(item)")
    }
  }
}

/// Which of some items stand under which of some sections, by their names of all years.
private struct AccountPaths {
  private var sections: [String: Set<String>] = [:]
  private var items: [String: Set<String>] = [:]

  init(_ names: [String], _ catalog: Catalog) {
    let wanted = Set(names.map(Names.plain))
    let beginnings = Set(wanted.compactMap(\.first))
    for (code, entries) in catalog.functional.entries where code.count >= 5 {
      for entry in entries {
        for name in [entry.name] + entry.aliases where name.first.map(beginnings.contains) ?? false {
          let plain = Names.plain(name)
          guard plain.count >= 3, wanted.contains(plain) else { continue }
          if code.count == 5 {
            sections[plain, default: []].insert(code)
          } else {
            items[plain, default: []].insert(code)
          }
        }
      }
    }
  }

  /// Whether both names are known, and no section of that name has an item of that name.
  func areStrangers(_ section: String, _ item: String) -> Bool {
    guard let above = sections[Names.plain(section)], let below = items[Names.plain(item)] else { return false }
    return !below.contains { above.contains(String($0.prefix(5))) }
  }
}
