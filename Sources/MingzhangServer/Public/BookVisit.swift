import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// A request for a page of one book: the published version of a disclosure, or any version that is or was public.
struct BookVisit: Sendable {
  let site: Site
  let request: Request
  let context: SiteContext
  let version: Version
  let organisation: Organisation
  let year: Int
  let kind: Disclosure.Kind
  /// `/departments/edu/2023/budget` or `/versions/7`, without language.
  let path: String

  /// - Throws: not found, unless it is public.
  init(_ site: Site, _ request: Request, _ context: SiteContext) async throws {
    (self.site, self.request, self.context) = (site, request, context)
    let found: Version?
    if let number = context.parameters.get("version") {
      found = try await Int64(number).asyncFlatMap { try await site.store.version($0) }
      path = "/versions/\(number)"
    } else if let id = context.parameters.get("id"), let year = context.parameters.get("year").flatMap({ Int($0) }),
      let kind = context.parameters.get("kind").flatMap({ Disclosure.Kind(rawValue: $0) })
    {
      found = try await site.store.published(id, year, kind)
      path = "/departments/\(id)/\(year)/\(kind.rawValue)"
    } else {
      throw PageError.notFound
    }
    guard let version = found, version.state == .published || version.state == .superseded,
      let year = version.fiscalYear, let kind = version.kind, let owner = version.organisation,
      let organisation = try await site.store.organisation(owner)
    else { throw PageError.notFound }
    (self.version, self.organisation, self.year, self.kind) = (version, organisation, year, kind)
  }

  var say: Say { Say(context) }
  /// The address with the language.
  var address: String { context.base + path }
  var isOld: Bool { version.state == .superseded }
  var isSample: Bool { version.isSample || organisation.isSample }

  /// `示例市教育局 2023 年预算`
  var name: Wording {
    Wording(
      "\(organisation.name) \(year) 年\(kind.short.chinese)", "\(organisation.name), \(year) \(kind.short.english)")
  }

  /// A page of this book. `suffix` is what stands behind the address of the book.
  func page(_ template: String, _ title: Wording?, _ suffix: String, _ values: [String: Any]) -> Page {
    let whole = title.map { Wording("\($0.chinese) · \(name.chinese)", "\($0.english) · \(name.english)") } ?? name
    var page = Page(template, whole, path: path + suffix, values)
    page.isSample = isSample
    page.trail = [
      (say("首页", "Home"), "/"), (say("部门", "Departments"), "/departments"),
      (organisation.name, "/departments/\(organisation.id)"),
    ]
    if !suffix.isEmpty {
      page.trail.append((say("\(year) 年\(kind.short.chinese)", "\(year) \(kind.short.english)"), path))
    }
    page.values["book"] = address
    page.values["at_\(suffix.isEmpty ? "overview" : String(suffix.dropFirst()))"] = true
    page.values["name"] = say(name)
    page.values["department"] = organisation.name
    page.values["departmentPath"] = "\(context.base)/departments/\(organisation.id)"
    page.values["year"] = year
    page.values["kindName"] = say(kind.short)
    page.values["number"] = version.number ?? 1
    page.values["publishedOn"] = version.publishedAt?.dayText(context.language) ?? ""
    page.values["isOld"] = isOld
    page.values["current"] = "\(context.base)/departments/\(organisation.id)/\(year)/\(kind.rawValue)"
    return page
  }

  /// A link to where a number is printed.
  func link(_ figure: String, statement: Int, row: Int, column: Int) -> String {
    "<a href=\"\(address)/source/\(statement)/\(row)/\(column)\">\(escaped(figure))</a>"
  }
}

extension Optional {
  func asyncFlatMap<Value>(_ transform: (Wrapped) async throws -> Value?) async rethrows -> Value? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
