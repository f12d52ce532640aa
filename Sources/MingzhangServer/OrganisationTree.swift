import MingzhangStore

/// The organisations of one moment, and who stands above whom.
struct OrganisationTree: Sendable {
  let all: [Organisation]
  private let byID: [String: Organisation]
  private let children: [String: [Organisation]]

  init(_ all: [Organisation]) {
    self.all = all
    byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    children = Dictionary(grouping: all.filter { $0.parent != nil }, by: { $0.parent ?? "" })
  }

  subscript(_ id: String) -> Organisation? { byID[id] }
  func children(of id: String) -> [Organisation] { children[id] ?? [] }

  /// The organisation itself and everything above it, from below.
  func line(of id: String) -> [Organisation] {
    var line: [Organisation] = []
    var next = byID[id]
    while let one = next, !line.contains(where: { $0.id == one.id }) {
      line.append(one)
      next = one.parent.flatMap { byID[$0] }
    }
    return line
  }

  /// Whether `id` is `ancestor` or stands below it.
  func isWithin(_ id: String, _ ancestor: String) -> Bool { line(of: id).contains { $0.id == ancestor } }

  /// The departments of the city, or of the cities.
  var departments: [Organisation] { all.filter { $0.kind == .department && $0.isActive && isOfCity($0.id) } }
  var city: Organisation? { all.first { $0.kind == .city } }

  /// Whether it stands below a city, or there is none here. Others are guests: real files beside a sample, or files of elsewhere.
  func isOfCity(_ id: String) -> Bool { city == nil || line(of: id).contains { $0.kind == .city } }
  var guests: [Organisation] { all.filter { $0.isActive && !isOfCity($0.id) } }
}
