import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// A list of organisations as CSV: `id,parent,kind,name,region`. All problems are told at once, each with its line.
public struct OrganisationList: Sendable {
  /// Parents before their children.
  public var organisations: [Organisation] = []
  public var problems: [Wording] = []

  /// - Parameter there: the organisations that are kept already; a parent may be one of them.
  public init(_ bytes: Data, there: [Organisation]) {
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      problems = [Wording("不是 UTF-8 文本。请另存为 CSV UTF-8。", "Not UTF-8 text. Save it as CSV UTF-8.")]
      return
    }
    let text = whole.unicodeScalars.first == "\u{FEFF}" ? String(whole.unicodeScalars.dropFirst()) : whole
    let csv = CSVRecords(text)
    if let line = csv.unclosedQuote {
      problems.append(Wording("第 \(line) 行：引号没有结束。", "Line \(line): a quotation never ends."))
    }
    guard let head = csv.records.first else {
      problems.append(Wording("文件是空的。", "The file is empty."))
      return
    }
    let names = head.fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    let known = ["id", "parent", "kind", "name", "region"]
    for name in known where !names.contains(name) && name != "region" {
      problems.append(Wording("第 1 行：缺“\(name)”列。", "Line 1: no column “\(name)”."))
    }
    for name in names where !known.contains(name) {
      problems.append(
        Wording(
          "第 1 行：不认识“\(name)”列。应为 \(known.joined(separator: ","))。",
          "Line 1: unknown column “\(name)”. There are \(known.joined(separator: ","))."))
    }
    guard problems.isEmpty else { return }
    var found: [(line: Int, organisation: Organisation)] = []
    for record in csv.records.dropFirst() {
      if let one = organisation(record, names, position: found.count) { found.append((record.line, one)) }
    }
    if csv.records.count == 1 { problems.append(Wording("只有表头，没有内容。", "There is only the heading.")) }
    hangTogether(found, there)
  }

  private mutating func organisation(_ record: CSVRecords.Record, _ names: [String], position: Int) -> Organisation? {
    func field(_ name: String) -> String {
      guard let index = names.firstIndex(of: name), record.fields.indices.contains(index) else { return "" }
      return record.fields[index].trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let line = record.line
    let (before, id, name) = (problems.count, field("id"), field("name"))
    if id.isEmpty || id.utf8.count > 40 || !id.utf8.allSatisfy({ Self.isPlain($0) }) {
      problems.append(
        Wording(
          "第 \(line) 行：id“\(id)”应由小写字母、数字和 - 组成，最多 40 个。",
          "Line \(line): the id “\(id)” must be small letters, digits and -, at most 40."))
    }
    if name.isEmpty || name.count > 100 {
      problems.append(
        Wording("第 \(line) 行：name 应有 1 到 100 个字。", "Line \(line): the name must have 1 to 100 characters."))
    }
    let kind = Self.kinds[field("kind")]
    if kind == nil {
      problems.append(
        Wording(
          "第 \(line) 行：kind“\(field("kind"))”应为 city（市）、bureau（财政局）、department（部门）或 unit（单位）。",
          "Line \(line): the kind “\(field("kind"))” must be city, bureau, department or unit."))
    }
    let region = field("region")
    if !region.isEmpty, region.utf8.count != 6 || !region.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      problems.append(
        Wording(
          "第 \(line) 行：region“\(region)”应为 6 位行政区划代码。", "Line \(line): the region “\(region)” must have 6 digits."))
    }
    guard problems.count == before, let kind else { return nil }
    let parent = field("parent")
    return Organisation(
      id: id, parent: parent.isEmpty ? nil : parent, kind: kind, name: name, region: region.isEmpty ? nil : region,
      position: position)
  }

  /// Each once, each below one that is there, none below itself; then in order, parents first.
  private mutating func hangTogether(_ found: [(line: Int, organisation: Organisation)], _ there: [Organisation]) {
    var lines: [String: Int] = [:]
    for (line, one) in found {
      if let first = lines[one.id] {
        problems.append(
          Wording(
            "第 \(line) 行：id“\(one.id)”与第 \(first) 行重复。", "Line \(line): the id “\(one.id)” repeats line \(first)."))
      } else {
        lines[one.id] = line
      }
    }
    var parents = Dictionary(there.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for (_, one) in found { parents[one.id] = .some(one.parent) }
    for (line, one) in found {
      if let parent = one.parent, parents[parent] == nil {
        problems.append(
          Wording("第 \(line) 行：没有上级“\(parent)”。", "Line \(line): there is no parent “\(parent)”."))
      }
      if one.parent == nil, one.kind != .city {
        problems.append(
          Wording("第 \(line) 行：只有 city 可以没有上级。", "Line \(line): only a city may have no parent."))
      }
      var (next, steps) = (one.parent, 0)
      while let id = next, id != one.id, steps <= parents.count { (next, steps) = (parents[id] ?? nil, steps + 1) }
      if next != nil {
        problems.append(
          Wording("第 \(line) 行：“\(one.id)”成了自己的上级。", "Line \(line): “\(one.id)” would stand above itself."))
      }
    }
    guard problems.isEmpty else { return }
    var placed = Set(there.map(\.id)).subtracting(found.map(\.organisation.id))
    var left = found.map(\.organisation)
    while !left.isEmpty {
      let ready = left.filter { one in one.parent.map { placed.contains($0) } ?? true }
      guard !ready.isEmpty else { return }
      organisations += ready
      placed.formUnion(ready.map(\.id))
      left.removeAll { one in ready.contains { $0.id == one.id } }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
  }

  private static let kinds: [String: Organisation.Kind] = [
    "city": .city, "市": .city, "bureau": .bureau, "财政局": .bureau, "department": .department, "部门": .department,
    "unit": .unit, "单位": .unit,
  ]
}
