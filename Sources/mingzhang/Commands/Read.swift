import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangReading

/// `mingzhang read`: what stands in published files.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "读出文件中的表、文字数据和绩效目标。Reads tables, claims and targets from files.",
    discussion: """
      给文件夹就逐层读其中的文件。加 --output 文件夹：每个文件的结果和一张总览写在里面，中断后再运行会接着做。
      A folder is walked. With --output DIR each file's result and an overview are kept; a second run goes on where one stopped.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var batch: BatchOptions
  @Argument(help: "要读的文件或文件夹。Files or folders to read.") var files: [String]
  @Option(help: "text、json、csv 或 xlsx；csv 和 xlsx 要有 --output。text, json, csv or xlsx; the latter two need --output.")
  var format: ReadFormat?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("结果写到文件夹，不写到屏幕。Write results into a folder.", valueName: "dir")) var output:
    String?

  @Option(
    help: ArgumentHelp(
      "把读到的说明白，写到这个文件夹：PDF 画在每一页上（表线、单元格、认出的表、文字数据），其他格式逐表列出每格的位置。"
        + "Shows what was read: drawn on every page of a PDF, listed cell by cell for other formats.",
      valueName: "dir"))
  var explain: String?

  private var chosen: ReadFormat { format ?? (output == nil ? .text : .json) }

  func validate() throws {
    if output == nil, !chosen.isForScreen {
      throw ValidationError(
        "--format \(chosen.rawValue) 要写成文件，请加 --output 文件夹。It is written as files: add --output DIR.")
    }
  }

  func run() throws {
    if let worker = WorkerLoop() {
      return worker.serve(opening: { try Desk(loading: common, parts: .reading) }, product)
    }
    let console = common.console
    let inputs = try Inputs(files).told(console)
    let screen = ListPrinter(console, isList: output == nil && chosen == .json && inputs.isBatch)
    if output == nil, !inputs.isBatch, let item = inputs.items.first {
      let done = try Alone(console: console, timeout: batch.timeout).product(of: item) { material in
        try product(of: material, at: Desk(loading: common, parts: .reading))
      }
      for name in done.files.keys.sorted() { console.print(done.files[name] ?? []) }
      tellExplanation(console)
      return
    }
    let folder = output.map { URL(filePath: $0) }
    let result = try Batch(
      console: console, options: batch, inputs: inputs, paths: files, catalog: common.catalog, output: folder,
      verb: Wording("读取", "Reading")
    ).run { _, files in if folder == nil { try screen.print(files) } }
    screen.end()
    try Closing(console: console, inputs: inputs, isCheck: false)
      .tell(result, asResult: folder != nil || chosen == .text, in: folder)
    tellExplanation(console)
    try result.throwWhenIncomplete(inputs)
  }

  private func tellExplanation(_ console: Console) {
    guard let explain else { return }
    console.note(
      console.say(
        "读到了什么：\(explain)/文件名/index.html（PDF 另有每页的图）。",
        "What was read: \(explain)/NAME/index.html (for a PDF also a picture of every page)."))
  }

  /// Runs in a worker. Options that change what is read take effect here.
  private func product(of material: Material, at desk: Desk) throws -> Product {
    let result = try desk.read(material)
    if let explain {
      try ReadExplanation(folder: URL(filePath: explain), language: common.lang, password: common.password)
        .write(material, result.disclosure)
    }
    let line = OverviewLine(
      name: material.item.name, result.disclosure, unexplainedDigits: result.conservation.unexplained)
    return Product(line: line, files: try chosen.files(for: result, common.lang))
  }
}
