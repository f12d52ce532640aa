import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

@testable import MingzhangMaking

/// Where the tries begin: our own book in every format, and the library of hostile files.
struct Seeds {
  let catalog: Catalog
  let folder: URL

  func write(hostile: URL) throws {
    let place = URL(filePath: "Examples/nangong-2023")
    let ledger = try LedgerFolder.load(from: place, catalog: catalog)
    guard let profile = catalog.profile(ledger.book.profile) else { return }
    let disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
    let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    try keep(MarkdownWriter().bytes(for: view), "text", "book")
    try keep(HTMLWriter().bytes(for: view), "html", "book")
    try keep(Array(ReadingJSON().bytes(for: [disclosure]).dropFirst()), "json", "book")
    try keep(unpacked(WordWriter().bytes(for: view)), "docx", "book")
    try keep(unpacked(ExcelWriter().bytes(for: view)), "xlsx", "book")
    let files = FileManager.default.subpaths(atPath: place.path) ?? []
    let ledgerParts = files.sorted().compactMap { name in
      FileManager.default.contents(atPath: place.appending(path: name).path).map { (name: name, bytes: Array($0)) }
    }
    try keep(Parts(ledgerParts).input, "ledger", "nangong")
    try keep(Parts(ledgerParts.filter { !$0.name.hasPrefix("narrative") }).input, "ledger", "tables")
    try keep(
      Parts([("mapping.yaml", Array(Self.mapping.utf8)), ("a.csv", Array(Self.table.utf8))]).input, "import", "table")
    for file in try FileManager.default.contentsOfDirectory(at: hostile, includingPropertiesForKeys: nil) {
      guard let data = FileManager.default.contents(atPath: file.path), data.count < 200_000 else { continue }
      let (bytes, name) = (Array(data), file.lastPathComponent)
      switch file.pathExtension {
      case "md", "txt", "csv": try keep(bytes, "text", name)
      case "html", "htm": try keep(bytes, "html", name)
      case "json": try keep(Array(bytes.dropFirst()), "json", name)
      case "zip": try keep(Array(bytes.dropFirst(4)), "zip", name)
      case "docx", "xlsx", "ofd":
        try keep(Array(bytes.dropFirst(4)), "zip", name)
        try keep(unpacked(bytes), file.pathExtension, name)
      case "doc", "xls", "png": try keep(bytes, "compound", name)
      default: continue
      }
    }
  }

  private func keep(_ bytes: [UInt8]?, _ codec: String, _ name: String) throws {
    guard let bytes, bytes.count <= 200_000 else { return }
    let place = folder.appending(path: codec)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data(bytes).write(to: place.appending(path: name))
  }

  /// The XML files of an archive, as one input.
  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8]? {
    guard let archive = try? ZIPReader(bytes) else { return nil }
    let parts = archive.names.compactMap { name in
      (try? archive.bytes(of: name)).flatMap { $0 }.map { (name: name, bytes: $0) }
    }
    return Parts(parts.filter { !$0.bytes.contains(0) }).input
  }

  private static let mapping = """
    单位: 南宫市教育局
    预算年度: 2024
    表样: hebei-2023
    日期: "2024-02-20"
    收入由支出推得: 是
    表:
      - 内容: 支出
        列: {预算单位: 单位名称, 功能科目: 功能科目编码, 经济科目: 部门经济科目, 资金来源: 资金性质, 支出性质: 支出类型, 项目名称: 项目名称, 金额: 金额}
        不用的列: [单位编码]
        对应:
          资金来源: {经费拨款: 一般公共预算拨款}
          支出性质: {人员类: 人员经费, 特定目标类: 项目支出}
    """
  private static let table = """
    单位编码,单位名称,功能科目编码,部门经济科目,资金性质,项目名称,支出类型,金额
    104001,本级,2050101-行政运行,30101-基本工资,经费拨款,,人员类, 1 234.50
    104001,,2050102,,经费拨款,教师培训,特定目标类,"1,000,000.00"
    合计,,,,,,,1001234.50
    """
}
