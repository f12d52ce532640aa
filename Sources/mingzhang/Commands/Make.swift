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

  private var day: Day { date ?? .today }

  func run() async throws {
    let console = common.console
    let formats = try chosen(console)
    let desk = try Desk(common)
    let waivers = try readWaivers(console)
    let maker = BookMaker()
    var failed = false
    var hasErrors = false
    var used: Set<Int> = []
    for (index, folder) in folders.enumerated() {
      console.progress(
        console.say("编制 \(index + 1)/\(folders.count) \(folder)", "Making \(index + 1)/\(folders.count) \(folder)"))
      do {
        let target =
          folders.count == 1
          ? URL(filePath: output) : URL(filePath: output).appending(path: URL(filePath: folder).lastPathComponent)
        let books = try make(folder, into: target, with: maker, desk, formats, waivers)
        try OutputFolder.write(books.reduce(into: [:]) { $0.merge($1.files) { _, new in new } }, to: target)
        console.endProgress()
        console.print("\(folder) → \(target.path)")
        for book in books { tell(book.changedFigures, of: book.entity, console) }
        for name in books.flatMap(\.files.keys).sorted() { console.print("  \(name)") }
        for book in books {
          used.formUnion(book.waiverLines)
          if !book.waived.isEmpty {
            console.note(
              console.say(
                "\(book.entity)：\(book.waived.count) 处错误已豁免，印在书末。",
                "\(book.entity): \(book.waived.count) errors are waived and printed in the book."))
          }
          guard !book.errors.isEmpty else { continue }
          hasErrors = true
          console.print(
            console.say(
              "\(book.entity)：核对发现 \(book.errors.count) 处错误，编成草稿，不得公开：",
              "\(book.entity): \(book.errors.count) errors; made as a draft that must not be published:"))
          for finding in book.errors { console.print("  \(finding.rule) \(finding.message[common.lang])") }
        }
      } catch {
        console.endProgress()
        console.problem(error)
        failed = true
      }
    }
    for remark in waivers?.remarks(used: used, day: day) ?? [] { console.note(remark[common.lang]) }
    if failed { throw Exit.couldNot }
    if hasErrors { throw Exit.findings }
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

  private struct Book {
    var entity: String
    /// By their paths in the output folder.
    var files: [String: [UInt8]]
    var errors: [Finding]
    var waived: [CheckReport.Waived]
    /// The lines of the waiver file that met a finding.
    var waiverLines: [Int]
    var printed: Disclosure
    /// Figures of the words that are others than in the book that stood there before.
    var changedFigures: [DisclosureDifference.Change] = []
  }

  /// The book of the ledger, and those of its units.
  private func make(
    _ folder: String, into target: URL, with maker: BookMaker, _ desk: Desk, _ formats: [BookFormat],
    _ waivers: WaiverList?
  ) throws -> [Book] {
    let ledger = try LedgerFolder.load(from: URL(filePath: folder), catalog: desk.catalog)
    let books = LedgerBooks(ledger, catalog: desk.catalog)
    let place = target
    let desk = MakingDesk(desk: desk, maker: maker, formats: formats, waivers: waivers, day: day)
    var names: Set<String> = ["data", "draft"]
    var units: [Book] = []
    for unit in books.units {
      let profile = try desk.desk.profile(of: unit, at: folder)
      let name = OutputFolder.name(for: unit.book.entity, among: &names)
      var book = try desk.book(unit, profile, beside: [], formerly: place.appending(path: name))
      book.files = Dictionary(uniqueKeysWithValues: book.files.map { ("\(name)/\($0.key)", $0.value) })
      units.append(book)
    }
    let profile = try desk.desk.profile(of: books.department, at: folder)
    return [try desk.book(books.department, profile, beside: units.map(\.printed), formerly: place)] + units
  }

  /// What every book is made with.
  private struct MakingDesk {
    let desk: Desk
    let maker: BookMaker
    let formats: [BookFormat]
    let waivers: WaiverList?
    let day: Day

    /// - Parameter former: the folder in which the book stood last time, if it did.
    func book(_ ledger: Ledger, _ profile: Profile, beside units: [Disclosure], formerly former: URL) throws -> Book {
      let posting = Posting(ledger: ledger, profile: profile, catalog: desk.catalog)
      let disclosure = posting.disclosure()
      let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
      // what is checked is what is printed: words that were typed beside the placeholders too
      let printed = try desk.read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
      var report = desk.check(printed, beside: .init(units: units))
      if let waivers { report = waivers.applied(to: report, on: day) }
      let document = view.released(after: report)
      var files = try maker.files(
        for: document, disclosure: disclosure, formats: formats, waived: document.isDraft ? [] : report.waivedErrors)
      // a draft never takes the place of a book
      if document.isDraft {
        files = Dictionary(uniqueKeysWithValues: files.map { ("draft/\($0.key)", $0.value) })
      }
      var book = Book(
        entity: ledger.book.entity, files: files, errors: report.findings.filter { $0.severity == .error },
        waived: report.waivedErrors, waiverLines: waivers?.lines(meeting: report) ?? [], printed: printed)
      if let last = lastBook(in: former, of: disclosure) {
        book.changedFigures = DisclosureDifference(from: last, to: posting.tracedDisclosure()).changedFigures
      }
      return book
    }

    /// The open data of the last making, when it is of the same book.
    private func lastBook(in folder: URL, of disclosure: Disclosure) -> Disclosure? {
      for place in ["data", "draft/data"] {
        let file = folder.appending(path: "\(place)/disclosure.json")
        guard let bytes = FileManager.default.contents(atPath: file.path),
          let last = try? desk.read(Array(bytes), name: "disclosure.json").disclosure
        else { continue }
        return last.entity == disclosure.entity && last.fiscalYear == disclosure.fiscalYear ? last : nil
      }
      return nil
    }
  }
}
