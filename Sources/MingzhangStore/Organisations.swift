import Foundation
import MingzhangModel

/// A city, its finance bureau, a department, or a unit of one.
public struct Organisation: Hashable, Codable, Sendable, Identifiable {
  public enum Kind: String, Hashable, Codable, CaseIterable, Sendable { case city, bureau, department, unit }
  /// Stands in addresses: letters, digits and `-`.
  public var id: String
  public var parent: String?
  public var kind: Kind
  public var name: String
  /// The division code (GB/T 2260), when known.
  public var region: String?
  public var position: Int
  /// 示例数据：made up.
  public var isSample: Bool
  public var isActive: Bool

  public init(
    id: String, parent: String?, kind: Kind, name: String, region: String? = nil, position: Int = 0,
    isSample: Bool = false, isActive: Bool = true
  ) {
    (self.id, self.parent, self.kind, self.name, self.region) = (id, parent, kind, name, region)
    (self.position, self.isSample, self.isActive) = (position, isSample, isActive)
  }

  /// The first letters of the name's pinyin, as far as they are known: `ngszfbgs`.
  public var initials: String { Pinyin.initials(of: name) }

  init(_ row: SQLRow) throws(StoreError) {
    id = try row.text("id")
    parent = try row.optionalText("parent")
    kind = Kind(rawValue: try row.text("kind")) ?? .department
    name = try row.text("name")
    region = try row.optionalText("region")
    position = Int(try row.integer("position"))
    isSample = try row.flag("is_sample")
    isActive = try row.flag("is_active")
  }
}

extension Store {
  /// Every organisation, in its order.
  public func organisations() async throws -> [Organisation] {
    try await database.read { try $0.rows("organisation-all").map(Organisation.init) }
  }

  public func organisation(_ id: String) async throws -> Organisation? {
    try await database.read { try $0.row("organisation-by-id", id).map(Organisation.init) }
  }

  /// Adds or changes organisations; a parent comes before its children. All or none.
  public func keep(_ organisations: [Organisation], by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      for one in organisations {
        let folded = one.name.foldedForMatching
        let changed = try transaction.run(
          "organisation-update", one.id, one.parent, one.kind.rawValue, one.name, folded, one.initials, one.region,
          one.position, one.isActive)
        if changed == 0 {
          try transaction.run(
            "organisation-insert", one.id, one.parent, one.kind.rawValue, one.name, folded, one.initials, one.region,
            one.position, one.isSample)
        }
        try transaction.audit(actor, "organisation.keep", "organisation:\(one.id)", one.name, at: moment)
      }
    }
  }

  /// Organisations with exactly this name, characters folded.
  public func organisations(named name: String) async throws -> [Organisation] {
    try await database.read { try $0.rows("organisation-by-folded", name.foldedForMatching).map(Organisation.init) }
  }
}
