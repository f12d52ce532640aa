import MingzhangModel

extension Rule {
  /// The words explain what the law asks for.
  static let sectionMissing = Rule(
    "C102", Wording("缺少应说明的事项", "The explanation leaves out a matter"), .notice,
    citations: [Citation("预算法", "第十四条")],
    preparer: Wording("补上该项说明；没有的也要说明没有。", "Explain the matter, or say that there is none."),
    citizen: Wording("应当说明的事项没有说明。", "A matter that must be explained is not.")
  ) { subject throws(Unchecked) in
    let sections = subject.disclosure.narrative.sections
    if let only = onlyMatter(subject.disclosure.title.foldedForMatching) {
      throw Unchecked("是\(only)，不是部门预决算的全部说明", "this is about one matter, not a department's whole explanation")
    }
    guard sections.count >= 4 else { throw Unchecked("没有说明文字", "there is no explanation") }
    // a duty or a term explained is not the matter explained
    let told = sections.filter { section in
      ![.duties, .organisation, .glossary].contains(section.topic)
    }
    let words = told.map { $0.heading + $0.paragraphs.map(\.text).joined() }.joined().foldedForMatching
    // words without a heading may be duties, and every department looks after state assets
    let headed = told.filter { !$0.heading.isEmpty }.map { $0.heading + $0.paragraphs.map(\.text).joined() }.joined()
    let matters: [(String, [String])] = [
      ("机关运行经费", ["机关运行"]), ("“三公”经费", ["三公"]), ("政府采购", ["政府采购"]), ("国有资产", ["国有资产", "固定资产", "资产占"]), ("预算绩效", ["绩效"]),
      ("名词解释", ["名词解释", "名词说明"]),
    ]
    return matters.compactMap { name, marks in
      let isTold =
        name == "名词解释"
        ? subject.prose.has("名词解释") || subject.prose.has("名词说明")
        : marks.contains(where: (name == "国有资产" ? headed : words).contains)
      guard !isTold else { return nil }
      return Broken(
        Wording("说明文字没有“\(name)”。", "The words do not explain \(name)."), expected: name,
        evidence: [Evidence("说明文字", text: "缺少\(name)", span: subject.disclosure.narrative.sections.last?.headingSpan)],
        key: name)
    }
  }

  /// What a file is about that explains one matter and no department's book: a statement on 三公 expenses, the report on one fund.
  private static func onlyMatter(_ title: String) -> String? {
    // “部门预算及‘三公’经费预算说明” is a book
    let isBoth = ["及", "和", "与", "、", "暨"].contains { title.contains($0 + "\"三公") || title.contains($0 + "三公") }
    if title.contains("三公"), !isBoth { return "“三公”经费的单独说明" }
    if ["自评", "绩效评价"].contains(where: title.contains), title.hasSuffix("报告") || title.hasSuffix("表") {
      return "绩效评价材料"
    }
    if ["决算报告", "财政决算", "执行情况报告"].contains(where: title.contains), !title.contains("部门"), !title.contains("单位") {
      return "政府决算报告"
    }
    return nil
  }
}
