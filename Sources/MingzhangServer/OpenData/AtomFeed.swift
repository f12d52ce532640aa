import Foundation
import MingzhangModel
import MingzhangStore

/// Publications and corrections, newest first, as an Atom feed (RFC 4287).
struct AtomFeed: Sendable {
  static let mediaType = "application/atom+xml; charset=utf-8"
  var title: String
  /// Where the feed itself is, and the page that it belongs to.
  var address: String
  var page: String
  var author: String
  var entries: [Entry]

  struct Entry: Sendable {
    var id: String
    var title: String
    var summary: String
    var link: String
    var at: Moment
  }

  var text: String {
    var out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n"
    out += "<id>\(escaped(address))</id>\n<title>\(escaped(title))</title>\n"
    out += "<updated>\((entries.map(\.at).max() ?? Moment(milliseconds: 0)).iso8601)</updated>\n"
    out += "<author><name>\(escaped(author))</name></author>\n"
    out += "<link rel=\"self\" type=\"application/atom+xml\" href=\"\(escaped(address))\"/>\n"
    out += "<link rel=\"alternate\" type=\"text/html\" href=\"\(escaped(page))\"/>\n"
    for entry in entries {
      out += "<entry>\n<id>\(escaped(entry.id))</id>\n<title>\(escaped(entry.title))</title>\n"
      out += "<updated>\(entry.at.iso8601)</updated>\n<published>\(entry.at.iso8601)</published>\n"
      out += "<link rel=\"alternate\" type=\"text/html\" href=\"\(escaped(entry.link))\"/>\n"
      out += "<summary>\(escaped(entry.summary))</summary>\n</entry>\n"
    }
    return out + "</feed>\n"
  }

  /// The feed of some versions.
  init(
    _ versions: [Version], of name: String, at path: String, page: String, _ tree: OrganisationTree,
    _ address: SiteAddress
  ) {
    title = name + "：预决算公开与更正"
    self.address = address(path)
    self.page = address(page)
    author = name
    entries = versions.compactMap { version in
      guard let at = version.publishedAt, let id = version.organisation else { return nil }
      let department = tree[id]?.name ?? id
      let year = version.fiscalYear.map { "\($0) 年" } ?? ""
      let what = "\(department)\(year)\(version.kind?.chinese ?? "")"
      let sample = version.isSample ? "（示例数据）" : ""
      return Entry(
        id: address("/api/v1/disclosures/\(version.id)"),
        title: (version.supersedes == nil ? "公开：" : "更正：") + what + sample,
        summary: version.erratum.map { "更正说明：\($0)" } ?? "第 \(version.number ?? 1) 版，文件 \(version.fileName)",
        link: address(PagePath.disclosure(version)), at: at)
    }
  }
}
