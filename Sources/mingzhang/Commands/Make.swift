import ArgumentParser
import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// `mingzhang make`: from a ledger folder the whole book, in every format, in which tables and words cannot disagree.
struct Make: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "由台账编出整本公开书。Makes the whole book from a ledger.",
    discussion: """
      编出的书先核对；有错误的编成草稿，放在 draft/ 下，退出码 1。几个单位合编的台账，编出部门的书和各单位的书（各在自己的文件夹里）。
      The book is checked first; with errors it is made as a marked draft under draft/, exit code 1. A ledger of several units makes
      the department's book and each unit's, in a folder of its own.
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "台账：文件夹或 .xlsx 工作簿。Ledgers: folders or workbooks.") var folders: [String]
  @Option(name: .shortAndLong, help: ArgumentHelp("输出文件夹。Output folder.", valueName: "dir")) var output: String = "out"
  @Option(
    help: ArgumentHelp("只编这些格式，逗号分隔。Only these formats.", valueName: "pdf,ofd,docx,xlsx,html,md,data")) var formats:
    String?
  @Option(
    help: ArgumentHelp("豁免清单（YAML）：豁免了的错误不拦公开，印在书末。Waivers, which are printed in the book.", valueName: "file"))
  var waivers: String?
  @Option(help: ArgumentHelp("当作今天的日期；默认是今天。豁免到期按它算。The day to take for today.", valueName: "day")) var date: Day?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("同时编几本，默认为处理器核数。Books at a time; one a core by default.", valueName: "n")) var jobs: Int?

  private var day: Day { date ?? .today }
  private var jobCount: Int { jobs ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func validate() throws {
    if let jobs, !(1...64).contains(jobs) {
      throw ValidationError("--jobs 应为 1 到 64。--jobs must be from 1 to 64.")
    }
  }

  func run() async throws {
    let console = common.console
    let formats = try chosen(console)
    let desk = try Desk(common)
    let waivers = try readWaivers(console)
    let bench = LedgerBench(desk: desk, formats: formats, waivers: waivers, day: day)
    var ending = Ending()
    var done = 0
    console.progress(console.say("编制 0/\(folders.count)", "Making 0/\(folders.count)"))
    let typesetters = TypesetterPool(lanes: min(jobCount, folders.count))
    await Lanes.run(
      Array(zip(folders, LedgerTargets.folders(for: folders, in: output))), lanes: jobCount,
      tool: { BookMaker(pdf: typesetters.next()) },
      work: { item, maker in
        Result {
          let books = try bench.books(of: item.0, formerly: item.1, with: maker)
          try OutputFolder.write(books.reduce(into: [:]) { $0.merge($1.files) { _, new in new } }, to: item.1)
          return books.map(\.told)
        }
      },
      tell: { item, result in
        console.endProgress()
        switch result {
        case .success(let books): tell(books, from: item.0, in: item.1, console, &ending)
        case .failure(let error):
          console.problem(error)
          ending.failed = true
        }
        done += 1
        if done < folders.count {
          console.progress(console.say("编制 \(done)/\(folders.count)", "Making \(done)/\(folders.count)"))
        }
      })
    for remark in waivers?.remarks(used: ending.waiverLines, day: day) ?? [] { console.note(remark[common.lang]) }
    if ending.failed { throw Exit.couldNot }
    if ending.hasErrors { throw Exit.findings }
  }

  /// What the exit code and the last words depend on.
  private struct Ending {
    var failed = false
    var hasErrors = false
    var waiverLines: Set<Int> = []
  }

  private func tell(
    _ books: [MadeBook.Told], from folder: String, in target: URL, _ console: Console, _ ending: inout Ending
  ) {
    console.print("\(folder) → \(target.path)")
    for book in books { tell(book.changedFigures, of: book.entity, console) }
    for name in books.flatMap(\.files).sorted() { console.print("  \(name)") }
    for book in books {
      ending.waiverLines.formUnion(book.waiverLines)
      if book.waived > 0 {
        console.note(
          console.say(
            "\(book.entity)：\(book.waived) 处错误已豁免，印在书末。",
            "\(book.entity): \(book.waived) errors are waived and printed in the book."))
      }
      guard !book.errors.isEmpty else { continue }
      ending.hasErrors = true
      console.print(
        console.say(
          "\(book.entity)：核对发现 \(book.errors.count) 处错误，编成草稿，不得公开：",
          "\(book.entity): \(book.errors.count) errors; made as a draft that must not be published:"))
      for finding in book.errors { console.print("  \(finding.rule) \(finding.message[common.lang])") }
    }
  }

  /// Which bound figures the ledger changed since the last making, so that the sentence around each is read again.
  private func tell(_ changes: [DisclosureDifference.Change], of entity: String, _ console: Console) {
    guard !changes.isEmpty else { return }
    console.print(
      console.say(
        "\(entity)：与上次编的相比，文字里 \(changes.count) 个数字变了，请重读这些句子：",
        "\(entity): \(changes.count) figures in the words are others than last time. Read their sentences again:"))
    let words = DifferenceText(language: common.lang)
    for change in changes.prefix(40) { console.print("  " + words.line(change)) }
    if changes.count > 40 { console.print("  …") }
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

  private func readWaivers(_ console: Console) throws -> WaiverList? {
    guard let waivers else { return nil }
    do { return try Settling.waivers(in: waivers) } catch {
      console.problem(error)
      throw Exit.couldNot
    }
  }
}
