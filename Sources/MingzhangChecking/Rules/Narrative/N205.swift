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
    return broken
  }
}
