import MingzhangFormats
import MingzhangModel

/// Files that a page links to: what stands in them was not read, and that is said.
struct WebAttachments {
  /// Words of the links, or file names when they have none.
  private var names: [String] = []
  private let hasTable: Bool

  private static let types = [
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".7z",
  ]

  init(_ root: MarkupNode, hasTable: Bool) {
    self.hasTable = hasTable
    for link in root.all("a") {
      guard let target = link.attribute("href") else { continue }
      let path = target.split(whereSeparator: { $0 == "?" || $0 == "#" }).first.map { $0.lowercased() } ?? ""
      let words = link.text.trimmingSpaces().unwrapped
      guard Self.types.contains(where: path.hasSuffix) || Self.types.contains(where: words.lowercased().hasSuffix)
      else { continue }
      let name = words.isEmpty ? target.split(separator: "/").last.map(String.init) ?? target : words
      if !names.contains(name) { names.append(name) }
    }
  }

  var notices: [InputNotice] {
    guard !names.isEmpty else { return [] }
    let list = names.prefix(8).joined(separator: "、") + (names.count > 8 ? "…" : "")
    let wording =
      hasTable
      ? Wording(
        "网页还有附件，没有读：\(list)。请下载后一起读。",
        "The page has attachments that were not read: \(list). Download and read them too.")
      : Wording(
        "网页上没有表，表可能在附件里：\(list)。请下载附件，和网页一起读。",
        "There is no table on the page; they may be in the attachments: \(list). Download them and read them with the page."
      )
    return [InputNotice(.needsReview, wording, samples: [], count: names.count)]
  }
}
