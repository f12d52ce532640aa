import Foundation
import MingzhangModel

/// Someone who may sign in.
public struct Person: Hashable, Sendable, Identifiable {
  public var id: String
  public var login: String
  public var name: String
  /// The hash of the password with its salt and parameters; never shown, never logged.
  public var password: String
  public var isActive: Bool

  public init(id: String, login: String, name: String, password: String, isActive: Bool = true) {
    (self.id, self.login, self.name, self.password, self.isActive) = (id, login, name, password, isActive)
  }

  init(_ row: SQLRow) throws(StoreError) {
    id = try row.text("id")
    login = try row.text("login")
    name = try row.text("name")
    password = try row.text("password")
    isActive = try row.flag("is_active")
  }
}

/// A role in an organisation and in all below it.
public struct Membership: Hashable, Codable, Sendable {
  public var organisation: String
  public var role: Role
  public init(_ role: Role, in organisation: String) { (self.organisation, self.role) = (organisation, role) }

  init(_ row: SQLRow) throws(StoreError) {
    organisation = try row.text("organisation")
    guard let role = Role(rawValue: try row.text("role")) else {
      throw StoreError(.broken, SQLRow.ours, underlying: "unknown role")
    }
    self.role = role
  }
}

/// A signed-in visitor.
public struct Session: Hashable, Sendable {
  public var person: String
  public var login: String
  public var name: String
  /// Must come back with every change.
  public var csrf: String
  public var memberships: [Membership]
}

extension Store {
  /// - Throws: `StoreError(.refused)` when the login is taken.
  public func add(_ person: Person, _ memberships: [Membership], by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("person-insert", person.id, person.login, person.name, person.password, moment)
      for one in memberships {
        try transaction.run("membership-insert", person.id, one.organisation, one.role.rawValue)
      }
      let roles = memberships.map { "\($0.role.rawValue)@\($0.organisation)" }.joined(separator: " ")
      try transaction.audit(actor, "person.add", "person:\(person.login)", roles, at: moment)
    }
  }

  public func person(login: String) async throws -> Person? {
    try await database.read { try $0.row("person-by-login", login).map(Person.init) }
  }

  public func people() async throws -> [(person: Person, memberships: [Membership])] {
    try await database.read { transaction in
      var memberships: [String: [Membership]] = [:]
      for row in try transaction.rows("membership-all") {
        memberships[try row.text("person"), default: []].append(try Membership(row))
      }
      return try transaction.rows("person-all").map { row throws(StoreError) in
        let person = try Person(row)
        return (person, memberships[person.id] ?? [])
      }
    }
  }

  public func grant(_ membership: Membership, to person: Person, by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("membership-insert", person.id, membership.organisation, membership.role.rawValue)
      try transaction.audit(
        actor, "person.grant", "person:\(person.login)", "\(membership.role.rawValue)@\(membership.organisation)",
        at: moment)
    }
  }

  public func revoke(_ membership: Membership, from person: Person, by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("membership-delete", person.id, membership.organisation, membership.role.rawValue)
      try transaction.run("session-delete-of", person.id)
      try transaction.audit(
        actor, "person.revoke", "person:\(person.login)", "\(membership.role.rawValue)@\(membership.organisation)",
        at: moment)
    }
  }

  /// Changes the password's hash and ends the person's sessions.
  public func setPassword(_ hash: String, of person: Person, by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("person-password", person.id, hash)
      try transaction.run("session-delete-of", person.id)
      try transaction.audit(actor, "person.password", "person:\(person.login)", at: moment)
    }
  }

  public func setActive(_ isActive: Bool, _ person: Person, by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("person-active", person.id, isActive)
      if !isActive { try transaction.run("session-delete-of", person.id) }
      try transaction.audit(actor, isActive ? "person.open" : "person.close", "person:\(person.login)", at: moment)
    }
  }

  /// - Parameter digest: SHA-256 of the cookie; the cookie itself is never kept.
  public func openSession(
    digest: String, csrf: String, for person: Person, until end: Moment, at moment: Moment
  ) async throws {
    try await database.write { transaction in
      try transaction.run("session-expire", moment)
      try transaction.run("session-insert", digest, person.id, csrf, moment, end)
      try transaction.audit(person.login, "session.open", "person:\(person.login)", at: moment)
    }
  }

  public func session(digest: String, at moment: Moment) async throws -> Session? {
    try await database.read { transaction in
      guard let row = try transaction.row("session-by-digest", digest, moment) else { return nil }
      let person = try row.text("person")
      return Session(
        person: person, login: try row.text("login"), name: try row.text("name"), csrf: try row.text("csrf"),
        memberships: try transaction.rows("membership-of", person).map(Membership.init))
    }
  }

  public func closeSession(digest: String, login: String, at moment: Moment) async throws {
    try await database.write { transaction in
      try transaction.run("session-delete", digest)
      try transaction.audit(login, "session.close", "person:\(login)", at: moment)
    }
  }

  /// Counts an attempt under `key` and says how many there were since `start`, this one included.
  public func attempt(_ key: String, since start: Moment, at moment: Moment) async throws -> Int {
    try await database.write { transaction in
      try transaction.run("attempt-forget", moment.adding(seconds: -86_400))
      try transaction.run("attempt-insert", key, moment)
      return Int(try transaction.row("attempt-count", key, start)?.integer("n") ?? 0)
    }
  }

  public func forgetAttempts(_ key: String) async throws {
    _ = try await database.write { try $0.run("attempt-clear", key) }
  }
}
