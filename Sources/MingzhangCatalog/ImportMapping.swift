import MingzhangModel
import Yams

/// How tables that a budget management system exports become a ledger: which table holds what, under which headings, in which words.
///
/// ```yaml
/// 单位: 某市教育局
/// 预算年度: 2024
/// 表样: hebei-2023
/// 金额单位: 万元            # 元 when left out
/// 收入由支出推得: 是         # no table of revenue: what is spent came in
/// 表:
///   - 内容: 支出             # 支出 or 收入
///     文件: 支出明细          # words of the file's name; any file when left out
///     工作表: 支出            # words of the sheet's name; the first when left out
///     列: {功能科目: 功能科目编码, 经济科目: 部门经济科目, 资金来源: 资金性质, 支出性质: 支出类型, 项目名称: 项目名称, 金额: 金额}
///     不用的列: [单位编码]
///     对应: {支出性质: {特定目标类: 项目支出}, 资金来源: {经费拨款: 一般公共预算拨款}}
/// ```
public struct ImportMapping: Hashable, Sendable {
  public var entity: String
  public var year: Int
  public var profile: String
  /// As `book.yaml` has them; empty when left out.
  public var date: String
  public var region: String
  public var level: String
  public var unit: CurrencyUnit
  public var derivesRevenue: Bool
  public var tables: [Table]

  public struct Table: Hashable, Sendable {
    public enum Content: String, Hashable, Sendable { case revenue = "收入", expenditure = "支出" }
    public var content: Content
    public var file: String
    public var sheet: String
    /// The table's heading for each column of the ledger.
    public var columns: [String: String]
    public var unused: Set<String>
    /// Ledger column → word of the table → word of the ledger.
    public var words: [String: [String: String]]
  }

  /// The ledger columns that a table can fill.
  public static let columns: [Table.Content: [String]] = [
    .revenue: ["预算单位", "功能科目", "资金来源", "是否结转", "金额", "上年金额"],
    .expenditure: ["预算单位", "功能科目", "经济科目", "资金来源", "支出性质", "项目编号", "项目名称", "三公", "政府经济科目", "金额", "上年金额"],
  ]
  private static let required: [Table.Content: [String]] = [
    .revenue: ["功能科目", "资金来源", "金额"], .expenditure: ["功能科目", "资金来源", "支出性质", "金额"],
  ]

  /// - Throws: `CatalogError` with every problem of the file and its line.
  public init(reading bytes: [UInt8], name: String) throws(CatalogError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CatalogError([.init(file: name, line: nil, Wording("不是 UTF-8 文字。", "Not UTF-8 text."))])
    }
    let file = YAMLFile(name)
    let root = file.root(text)
    let map = file.map(root, allowed: ["单位", "预算年度", "表样", "日期", "行政区划", "级次", "金额单位", "收入由支出推得", "表"])
    entity = file.text(map, "单位", in: root)
    profile = file.text(map, "表样", in: root)
    let printedYear = file.text(map, "预算年度", in: root)
    year = Int(printedYear) ?? 0
    if !(1990...2100).contains(year), !printedYear.isEmpty {
      file.problem(
        map["预算年度"], "预算年度应为四位年份，现为“\(printedYear)”。", "The year must have four digits; found “\(printedYear)”.")
    }
    (date, region) = (file.optionalText(map, "日期") ?? "", file.optionalText(map, "行政区划") ?? "")
    level = file.optionalText(map, "级次") ?? ""
    let printedUnit = file.optionalText(map, "金额单位") ?? "元"
    unit = CurrencyUnit(rawValue: printedUnit) ?? .yuan
    if CurrencyUnit(rawValue: printedUnit) == nil {
      file.problem(map["金额单位"], "金额单位应为元、万元或亿元，现为“\(printedUnit)”。", "The unit must be 元, 万元 or 亿元.")
    }
    derivesRevenue = Self.flag("收入由支出推得", map, file)
    if map["表"] == nil { file.problem(root, "缺少 表。", "表 (the tables) is missing.") }
    tables = file.list(map["表"]).compactMap { Self.table($0, file) }
    guard file.problems.isEmpty else { throw CatalogError(file.problems) }
  }

  private static func flag(_ key: String, _ map: [String: Node], _ file: YAMLFile) -> Bool {
    switch file.optionalText(map, key) {
    case nil, "否", "no", "false": return false
    case "是", "yes", "true": return true
    case let other?:
      file.problem(map[key], "\(key) 应为 是 或 否，现为“\(other)”。", "\(key) must be 是 or 否; found “\(other)”.")
      return false
    }
  }

  private static func table(_ node: Node, _ file: YAMLFile) -> Table? {
    let map = file.map(node, allowed: ["内容", "文件", "工作表", "列", "不用的列", "对应"])
    guard let content = Table.Content(rawValue: file.text(map, "内容", in: node)) else {
      file.problem(map["内容"], "内容应为 收入 或 支出。", "内容 must be 收入 (revenue) or 支出 (expenditure).")
      return nil
    }
    let known = Set(columns[content] ?? [])
    let columnMap = file.map(map["列"], allowed: known)
    var headings: [String: String] = [:]
    for (column, node) in columnMap {
      guard let heading = node.scalar?.string, !heading.trimmingSpaces().isEmpty else {
        file.problem(node, "\(column) 应为表头的文字。", "\(column) must be the words of a heading.")
        continue
      }
      headings[column] = heading
    }
    for column in required[content] ?? [] where headings[column] == nil {
      file.problem(map["列"] ?? node, "列中缺少 \(column)。", "The column \(column) is missing.")
    }
    var words: [String: [String: String]] = [:]
    for (column, node) in file.map(map["对应"], allowed: known.subtracting(["金额", "上年金额"])) {
      for (key, value) in node.mapping ?? [:] {
        if let from = key.string, let to = value.scalar?.string {
          words[column, default: [:]][from.foldedForMatching] = to
        }
      }
    }
    return Table(
      content: content, file: file.optionalText(map, "文件") ?? "", sheet: file.optionalText(map, "工作表") ?? "",
      columns: headings, unused: Set(file.texts(map["不用的列"]).map(\.foldedForMatching)), words: words)
  }
}
