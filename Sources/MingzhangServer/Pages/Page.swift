import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// A page before it is written: a template, a title, and the values for it.
struct Page {
  var template: String
  var title: Wording
  /// What stands in the page's `<meta name=description>`.
  var summary: Wording?
  var values: [String: Any]
  /// Path of this page without language, for the switch: `/departments/edu`.
  var path: String
  /// Where one is, from the home page: title and path.
  var trail: [(title: String, path: String)] = []
  /// Public pages only: the version of the content, for caching.
  var tag: String?
  /// Further elements of `<head>`: JSON-LD, feeds. Trusted markup.
  var head: String = ""
  var status = HTTPResponse.Status.ok
  /// 示例数据：the page says so above everything.
  var isSample = false

  init(_ template: String, _ title: Wording, path: String, _ values: [String: Any] = [:]) {
    (self.template, self.title, self.path, self.values) = (template, title, path, values)
  }
}

extension Site {
  /// The page as HTML, in the layout of the public site or of the desk.
  func html(_ page: Page, _ context: SiteContext) throws -> String {
    let language = context.language
    var values = page.values
    values["zh"] = language == .chinese
    values["en"] = language == .english
    values["base"] = context.base
    values["csrf"] = context.session?.csrf ?? ""
    if let session = context.session {
      for permission in Permission.allCases where session.may(permission) {
        values["may_\(permission.rawValue)"] = true
      }
    }
    guard let body = templates.render(values, withTemplate: page.template) else {
      throw ServerProblem(Wording("没有页面模板 \(page.template)。", "There is no template \(page.template)."))
    }
    var frame: [String: Any] = [
      "zh": language == .chinese, "en": language == .english, "base": context.base,
      "language": language == .chinese ? "zh-CN" : "en", "title": page.title[language],
      "site": configuration.siteName[language], "body": body, "head": page.head, "path": page.path,
      "home": page.path == "/", "other": (language == .chinese ? "/en" : "") + page.path,
      "css": assets.address("site.css"), "publicCSS": assets.address("public.css"),
      "sample": page.isSample, "script": assets.address("site.js"), "icon": assets.address("icon.svg"),
      "trail": page.trail.map { ["title": $0.title, "path": context.base + $0.path] }, "hasTrail": !page.trail.isEmpty,
      "csrf": context.session?.csrf ?? "",
    ]
    if let summary = page.summary { frame["summary"] = summary[language] }
    if let session = context.session {
      frame["person"] = ["name": session.name]
      for permission in Permission.allCases where session.may(permission) { frame["may_\(permission.rawValue)"] = true }
    }
    guard let html = templates.render(frame, withTemplate: "_layout") else {
      throw ServerProblem(Wording("没有页面框架模板。", "The layout template is missing."))
    }
    return html
  }

  /// The page as an answer. A public page has a tag; the same page asked for again is answered with “not modified”.
  func answer(_ page: Page, _ request: Request, _ context: SiteContext) throws -> Response {
    var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
    if context.session != nil || page.tag == nil {
      headers[.cacheControl] = "no-store"
    } else if let tag = page.tag {
      let full = "\"\(context.language.rawValue)-\(tag)\""
      headers[.eTag] = full
      headers[.cacheControl] = "public, max-age=0, must-revalidate"
      if request.headers[.ifNoneMatch] == full { return Response(status: .notModified, headers: headers) }
    }
    let html = try html(page, context)
    return Response(status: page.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
  }
}

/// The values without empty texts: to a template an empty text is there, a missing one is not.
func stated(_ values: [String: Any]) -> [String: Any] { values.filter { ($0.value as? String) != "" } }

/// Text for HTML, where no template does it.
func escaped(_ text: String) -> String {
  var out = ""
  out.reserveCapacity(text.utf8.count)
  for character in text.unicodeScalars {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    default: out.unicodeScalars.append(character)
    }
  }
  return out
}
