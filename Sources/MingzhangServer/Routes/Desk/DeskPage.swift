import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

extension Site {
  /// A page of the desk: with the desk's style, script and menu.
  func desk(_ template: String, _ title: Wording, path: String, _ values: [String: Any] = [:], _ language: Language)
    -> Page
  {
    var page = Page(template, title, path: path, values.mapValues(Blank.replacing))
    page.head =
      "<link rel=\"stylesheet\" href=\"\(assets.address("desk.css"))\">\n"
      + "<script src=\"\(assets.address("desk.js"))\" defer></script>"
    // which entry of the menu this page belongs to
    page.values["nav_\(path.split(separator: "/").dropFirst().first ?? "desk")"] = true
    page.trail = [(Wording("工作台", "Desk")[language], "/desk")]
    if path != "/desk" { page.trail.append((title[language], path)) }
    return page
  }

  /// Back to a page of the desk after a change.
  func goTo(_ path: String, _ context: SiteContext) -> Response {
    Response(status: .seeOther, headers: [.location: context.base + path, .cacheControl: "no-store"])
  }
}

extension SiteContext {
  /// The sentence in the visitor's language.
  func tell(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
}

extension Request {
  /// A value of the address, nil when it is not there or empty.
  func query(_ name: String) -> String? {
    uri.queryParameters[Substring(name)].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
  }
  func number(_ name: String) -> Int? { query(name).flatMap { Int($0) } }
  /// Whether the sender is our script and wants values, not a page.
  var wantsJSON: Bool { headers[.accept]?.contains("application/json") ?? false }
}

/// A file to take away. The name goes in both forms that browsers know, so that nothing in it can end the header.
func download(_ bytes: Data, named name: String, mediaType: String) -> Response {
  let plain = String(
    name.unicodeScalars.map {
      $0.isASCII && ($0.properties.isAlphabetic || $0.value == 0x2E || (0x30...0x39).contains($0.value))
        ? Character($0) : "_"
    })
  let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? plain
  var headers: HTTPFields = [.contentType: mediaType, .cacheControl: "no-store"]
  headers[.contentDisposition] = "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
  return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
}

/// A field of CSV. What a spreadsheet would take for a formula is kept text.
func csvField(_ text: String) -> String {
  let risky = text.first.map { "=+-@\t\r".contains($0) } ?? false
  let safe = risky && Int(text) == nil ? "'" + text : text
  return safe.contains(where: { ",\"\n\r".contains($0) }) ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
}

/// A choice of a select.
func choice(_ value: String, _ label: String, _ selected: String?) -> [String: Any] {
  ["value": value, "label": label, "isSelected": value == selected]
}
