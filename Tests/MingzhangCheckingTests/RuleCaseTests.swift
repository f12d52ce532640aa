import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@testable import MingzhangChecking

/// Every rule against its case file: a sound disclosure, and what happens when it is changed.
@Suite struct RuleCaseTests {
  static let folder = TestPlaces.root.appending(path: "Tests/MingzhangCheckingTests/Cases")
  static let catalog = try? Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
  static let base = (try? String(contentsOf: folder.appending(path: "base.md"), encoding: .utf8)) ?? ""

  static let tests = TestPlaces.root.appending(path: "Tests/MingzhangCheckingTests")

  private func subject(_ books: SoundBooks) throws -> Subject {
    let catalog = try #require(Self.catalog)
    func read(_ text: String) throws -> Disclosure {
      try Reader(catalog: catalog).read(Array(text.utf8), name: "case.md").disclosure
    }
    let beside = try books.beside.mapValues(read)
    return Subject(
      try read(books.main), catalog,
      beside: Companions(
        previous: beside["上年"], budget: beside["预算"], units: ["单位一", "单位二"].compactMap { beside[$0] }))
  }

  @Test("样本预算和样本决算合乎每一条规则：没有发现；每条规则至少在其中一本上核对过")
  func baseIsSound() throws {
    let budget = try SoundBooks(Self.tests)
    let subjects = try [subject(budget), subject(budget.final)]
    for rule in RuleBook.standard.rules {
      let verdicts = subjects.map { rule.verdict(on: $0) }
      for case .broken(let findings) in verdicts { Issue.record("\(rule.code) \(findings.map(\.message.chinese))") }
      if verdicts.contains(.holds) { continue }
      for case .unchecked(let reason) in verdicts { Issue.record("\(rule.code) unchecked: \(reason.chinese)") }
    }
  }

  @Test("规则案例：成立、违反、无法核对", arguments: RuleBook.standard.rules.map(\.code))
  func cases(_ code: String) throws {
    let rule = try #require(RuleBook.standard.rules.first { $0.code == code })
    let text = try String(contentsOf: Self.folder.appending(path: "\(code).md"), encoding: .utf8)
    let file = try CaseFile(text, code: code, books: try SoundBooks(Self.tests))
    #expect(file.cases.contains { $0.ending == .broken }, "no broken case")
    #expect(file.cases.contains { $0.ending == .unchecked }, "no unchecked case")
    for example in file.cases {
      let verdict = rule.verdict(on: try subject(example.books))
      switch (example.ending, verdict) {
      case (.holds, .holds), (.unchecked, .unchecked): break
      case (.broken, .broken(let findings)):
        let said = findings.map {
          ([$0.message.chinese, $0.expected ?? "", $0.found ?? "", $0.difference ?? ""]
            + $0.evidence.map { $0.label + $0.text }).joined(separator: " ")
        }.joined(separator: " ")
        for words in example.expectations { #expect(said.contains(words), "\(words) not in: \(said)") }
        #expect(findings.allSatisfy { !$0.evidence.isEmpty })
      default: Issue.record("\(example.ending.rawValue) but \(verdict)")
      }
    }
  }

  @Test("规则、文件、案例、说明页一一对应；条文都能查到；编号不重")
  func parity() throws {
    let codes = RuleBook.standard.rules.map(\.code)
    #expect(Set(codes).count == codes.count)
    func names(_ folder: URL, _ ending: String) throws -> Set<String> {
      var out = Set<String>()
      let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == ending {
        out.insert(file.deletingPathExtension().lastPathComponent)
      }
      return out
    }
    #expect(try names(TestPlaces.root.appending(path: "Sources/MingzhangChecking/Rules"), "swift") == Set(codes))
    #expect(try names(Self.folder, "md").subtracting(["base"]) == Set(codes))
    #expect(try names(TestPlaces.root.appending(path: "Documentation/rules"), "md") == Set(codes))
    let catalog = try #require(Self.catalog)
    for rule in RuleBook.standard.rules {
      for citation in rule.citations {
        let law = try #require(catalog.law(citation.law), "\(rule.code) \(citation.law)")
        #expect(law.article(citation.article) != nil, "\(rule.code) \(citation.chinese)")
        #expect(law.evidence != .recalled, "\(rule.code) rests on a recalled law")
      }
    }
  }

  /// The first broken case of a rule: what was changed, and the finding that says what the case expects.
  private func example(of rule: Rule) throws -> RuleExample? {
    let text = try String(contentsOf: Self.folder.appending(path: "\(rule.code).md"), encoding: .utf8)
    let file = try CaseFile(text, code: rule.code, books: try SoundBooks(Self.tests))
    guard let broken = file.cases.first(where: { $0.ending == .broken }),
      case .broken(let findings) = rule.verdict(on: try subject(broken.books))
    else { return nil }
    let telling = findings.first { finding in
      broken.expectations.contains { finding.message.chinese.contains($0) }
    }
    return (telling ?? findings.first).map { RuleExample(changes: broken.changes, finding: $0.message) }
  }

  @Test("说明页与规则、例子与案例一致；每条规则有例子（MINGZHANG_BLESS=1 重写）")
  func pages() throws {
    let folder = TestPlaces.root.appending(path: "Documentation/rules")
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    let isBlessing = ProcessInfo.processInfo.environment["MINGZHANG_BLESS"] == "1"
    var examples: [String: RuleExample] = [:]
    for rule in RuleBook.standard.rules {
      let example = try #require(try example(of: rule), "\(rule.code) has no example")
      #expect(!example.changes.isEmpty && !example.chinese.isEmpty && !example.english.isEmpty, "\(rule.code)")
      examples[rule.code] = example
      let page = RulePage(rule, example: example).markdown()
      let file = folder.appending(path: "\(rule.code).md")
      if isBlessing {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try page.write(to: file, atomically: true, encoding: .utf8)
      }
      #expect((try? String(contentsOf: file, encoding: .utf8)) == page, "\(rule.code).md: MINGZHANG_BLESS=1 swift test")
    }
    if isBlessing {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(examples).write(to: data.appending(path: "rule-examples.json"))
    }
    #expect(Catalog.ruleExamples(in: data) == examples, "rule-examples.json: MINGZHANG_BLESS=1 swift test")
  }
}
