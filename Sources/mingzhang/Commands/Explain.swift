import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangModel

/// `mingzhang explain X101`: what a rule checks, why, and on which article it rests. Without a code: the list of rules.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "说明一条规则；不给编号则列出全部。Explains a rule; without a code, lists them all.")

  @OptionGroup var common: CommonOptions
  @Argument(help: "规则编号，如 X101。The rule's code.") var rule: String?

  func run() throws {
    let console = common.console
    guard let rule else {
      for rule in RuleBook.standard.rules {
        let severity = common.lang == .chinese ? rule.severity.chinese : rule.severity.english
        console.print("\(rule.code)  \(severity)  \(rule.title[common.lang])")
      }
      return
    }
    guard let found = RuleBook.standard.rules.first(where: { $0.code == rule.uppercased() }) else {
      console.problem(
        console.say("没有规则 \(rule)。用 mingzhang explain 列出全部规则。", "No rule \(rule). `mingzhang explain` lists them all."))
      throw Exit.couldNot
    }
    // the words of the law are a help, not a need: a missing catalog is no reason to say nothing
    let articles = (try? Desk(loading: common))?.articles ?? [:]
    let folder = common.catalog.map { URL(filePath: $0) } ?? (try? Catalog.standardLocation())
    let examples = folder.map(Catalog.ruleExamples) ?? [:]
    console.print(RulePage(found, articles: articles, example: examples[found.code]).text(common.lang))
  }
}
