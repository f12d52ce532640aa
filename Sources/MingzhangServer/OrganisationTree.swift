import MingzhangStore

/// The organisations of one moment, and who stands above whom.
struct OrganisationTree: Sendable {
  let all: [Organisation]
  private let byID: [String: Organisation]
  private let children: [String: [Organisation]]

  init(_ all: [Organisation]) {
    self.all = all
    byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let children = Dictionary(grouping: all.filter { $0.parent != nil }, by: { $0.parent ?? "" })
    self.children = children
    city = all.filter { $0.kind == .city }.reversed().max {
      (children[$0.id]?.count ?? 0) < (children[$1.id]?.count ?? 0)
    }
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

  /// The departments that are counted with the city.
  var departments: [Organisation] { all.filter { $0.kind == .department && $0.isActive && isOfCity($0.id) } }
  /// The city whose site this is: the one with most below it.
  let city: Organisation?

  /// Whether it is counted with the city. Made-up and real ones are never added up: beside a made-up city real organisations are guests.
  func isOfCity(_ id: String) -> Bool {
    guard let city else { return true }
    return line(of: id).last?.isSample == city.isSample
  }
  var guests: [Organisation] { all.filter { $0.isActive && !isOfCity($0.id) } }
}
