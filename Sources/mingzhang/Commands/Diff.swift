import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// `mingzhang diff`: what differs between two books, ledgers or published files.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "比较两份公开（文件或台账）：逐格、逐句、逐指标。Compares two disclosures, files or ledgers.",
    discussion: """
      按科目、栏目、含义对应，不按位置；元与万元按精度区间比。--output 以 .html、.xlsx、.json 结尾的写成那种格式。
      退出码：0 相同，1 不同，2 做不成。
      Matched by meaning, never by place; 元 and 万元 compared as intervals. --output takes .txt, .html, .xlsx or .json.
      Exit codes: 0 equal, 1 different, 2 could not.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html, xlsx, json }

  @OptionGroup var common: CommonOptions
  @Argument(help: "旧的：文件、台账文件夹或台账工作簿。The old one.") var old: String
  @Argument(help: "新的。The new one.") var new: String
  @Option(help: "text、html、xlsx 或 json。") var format: Format?
  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件。Write to a file.", valueName: "file")) var output: String?

  func validate() throws {
    if chosen == .xlsx, output == nil {
      throw ValidationError("xlsx 不能写到屏幕：--output 文件。xlsx is not for a screen: --output FILE.")
    }
  }

  private var chosen: Format {
    if let format { return format }
    let ending = output.map { URL(filePath: $0).pathExtension.lowercased() } ?? ""
    return Format(rawValue: ending == "htm" ? "html" : ending) ?? .text
  }

  func run() async throws {
    let console = common.console
    let desk = try Desk(common)
    let difference: DisclosureDifference
    do {
      let (before, after) = (try disclosure(old, at: desk), try disclosure(new, at: desk))
      difference = DisclosureDifference(from: before, to: after, names: (old, new))
      let bytes = try bytes(of: difference)
      if let output {
        try OutputFolder.write(bytes, to: URL(filePath: output))
        console.print(DifferenceText(language: common.lang).summary(of: difference))
      } else {
        console.print(bytes)
      }
    } catch {
      console.problem(error)
      throw Exit.couldNot
    }
    if !difference.isEmpty { throw Exit.findings }
  }

  private func bytes(of difference: DisclosureDifference) throws -> [UInt8] {
    switch chosen {
    case .text: return Array(DifferenceText(language: common.lang).text(for: difference).utf8)
    case .html: return Array(DifferencePage(language: common.lang).html(for: difference).utf8)
    case .xlsx: return try DifferenceWorkbook(language: common.lang).bytes(for: difference)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(difference))
    }
  }

  /// A ledger is posted; anything else is read.
  private func disclosure(_ path: String, at desk: Desk) throws -> Disclosure {
    let url = URL(filePath: path)
    guard LedgerFolder.isLedger(url) else {
      return try desk.read(Material(Item(name: url.lastPathComponent, files: [path]))).disclosure
    }
    let ledger = LedgerBooks(try LedgerFolder.load(from: url, catalog: desk.catalog), catalog: desk.catalog).department
    let profile = try desk.profile(of: ledger, at: path)
    var posted = Posting(ledger: ledger, profile: profile, catalog: desk.catalog).tracedDisclosure()
    // the words as a reader of the book has them, with the figures that were typed, at their places in the ledger
    let view = BookView(disclosure: posted, ledger: ledger, profile: profile).document
    let printed = try desk.read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
    posted.narrative = printed.narrative.placed(like: posted.narrative)
    return posted
  }
}

extension Narrative {
  /// The places of `other` for equal words.
  fileprivate func placed(like other: Narrative) -> Narrative {
    var places: [String: SourceSpan] = [:]
    for section in other.sections {
      places[section.heading.foldedForMatching] = section.headingSpan
      for paragraph in section.paragraphs { places[paragraph.text.foldedForMatching] = paragraph.span }
    }
    var out = self
    for s in out.sections.indices {
      out.sections[s].headingSpan = places[out.sections[s].heading.foldedForMatching]
      for p in out.sections[s].paragraphs.indices {
        let place = places[out.sections[s].paragraphs[p].text.foldedForMatching]
        out.sections[s].paragraphs[p].span = place
        for c in out.sections[s].paragraphs[p].claims.indices { out.sections[s].paragraphs[p].claims[c].span = place }
      }
    }
    return out
  }
}
