import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// `mingzhang make`: from a ledger folder the whole book, in every format, in which tables and words cannot disagree.
struct Make: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "由台账编出整本公开书。Makes the whole book from a ledger.",
    discussion: """
      编出的书先核对；有错误的编成草稿，放在 draft/ 下，退出码 1。
      The book is checked first; with errors it is made as a marked draft under draft/, exit code 1.
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "台账：文件夹或 .xlsx 工作簿。Ledgers: folders or workbooks.") var folders: [String]
  @Option(name: .shortAndLong, help: ArgumentHelp("输出文件夹。Output folder.", valueName: "dir")) var output: String = "out"
  @Option(
    help: ArgumentHelp("只编这些格式，逗号分隔。Only these formats.", valueName: "pdf,ofd,docx,xlsx,html,md,data")) var formats:
    String?

  func run() async throws {
    let console = common.console
    let formats = try chosen(console)
    let desk = try Desk(common)
    let maker = BookMaker()
    var failed = false
    var hasErrors = false
    for (index, folder) in folders.enumerated() {
      console.progress(
        console.say("编制 \(index + 1)/\(folders.count) \(folder)", "Making \(index + 1)/\(folders.count) \(folder)"))
      do {
        let target =
          folders.count == 1
          ? URL(filePath: output) : URL(filePath: output).appending(path: URL(filePath: folder).lastPathComponent)
        let made = try make(folder, into: target, with: maker, desk, formats)
        console.endProgress()
        console.print("\(folder) → \(target.path)")
        for name in made.names { console.print("  \(name)") }
        if !made.errors.isEmpty {
          hasErrors = true
          console.print(
            console.say(
              "\(folder)：核对发现 \(made.errors.count) 处错误，编成草稿，不得公开：",
              "\(folder): \(made.errors.count) errors; made as a draft that must not be published:"))
          for finding in made.errors { console.print("  \(finding.rule) \(finding.message[common.lang])") }
        }
      } catch {
        console.endProgress()
        console.problem(error)
        failed = true
      }
    }
    if failed { throw Exit.couldNot }
    if hasErrors { throw Exit.findings }
  }

  private func chosen(_ console: Console) throws -> [BookFormat] {
    guard let formats else { return BookFormat.allCases }
    return try formats.split(separator: ",").map { name in
      guard let format = BookFormat(rawValue: name.lowercased()) else {
        console.problem(
          console.say(
            "没有格式 \(name)。可用：\(BookFormat.allCases.map(\.rawValue).joined(separator: ","))。",
            "No format \(name). There are \(BookFormat.allCases.map(\.rawValue).joined(separator: ","))."))
        throw Exit.couldNot
      }
      return format
    }
  }

  private func make(_ folder: String, into target: URL, with maker: BookMaker, _ desk: Desk, _ formats: [BookFormat])
    throws -> (names: [String], errors: [Finding])
  {
    let ledger = try LedgerFolder.load(from: URL(filePath: folder), catalog: desk.catalog)
    let profile = try desk.profile(of: ledger, at: folder)
    let disclosure = Posting(ledger: ledger, profile: profile, catalog: desk.catalog).disclosure()
    let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    // what is checked is what is printed: words that were typed beside the placeholders too
    let printed = try desk.read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
    let report = desk.check(printed)
    let document = view.released(after: report)
    var files = try maker.files(for: document, disclosure: disclosure, formats: formats)
    // a draft never takes the place of a book
    if document.isDraft {
      files = Dictionary(uniqueKeysWithValues: files.map { ("draft/\($0.key)", $0.value) })
    }
    try OutputFolder.write(files, to: target)
    return (files.keys.sorted(), report.findings.filter { $0.severity == .error })
  }
}
