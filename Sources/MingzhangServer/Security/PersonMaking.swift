import Foundation
import MingzhangModel
import MingzhangStore

/// Adds people: from the desk and from the command line.
public struct PersonMaking: Sendable {
  let store: Store
  public init(store: Store) { self.store = store }

  /// - Parameter password: nil: one is made up.
  /// - Returns: the password, to be told once.
  /// - Throws: an error with a sentence when login, name or password will not do, or the login is taken.
  @discardableResult
  public func add(
    login: String, name: String, password: String?, _ memberships: [Membership], by actor: String, at moment: Moment
  ) async throws -> String {
    try PersonRules.check(login: login, name: name)
    let word = password ?? Tokens.word()
    try PersonRules.check(password: word)
    guard try await store.person(login: login) == nil else {
      throw PageError(.unprocessableContent, Wording("登录名 \(login) 已经有人用了。", "The login \(login) is taken."))
    }
    // a slow computation: not on the threads that serve requests
    let hash = try await Task.detached { try Passwords.hash(word) }.value
    try await store.add(
      Person(id: UUID().uuidString.lowercased(), login: login, name: name, password: hash), memberships, by: actor,
      at: moment)
    return word
  }
}

/// What logins, names and passwords must be like.
enum PersonRules {
  static func check(login: String, name: String) throws(PageError) {
    let isPlain = login.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2E || byte == 0x5F || byte == 0x2D
    }
    guard isPlain, (2...40).contains(login.utf8.count) else {
      throw PageError(
        .unprocessableContent,
        Wording("登录名用字母、数字、点、横线，2 到 40 个。", "A login has 2 to 40 letters, digits, dots and dashes."))
    }
    guard (1...60).contains(name.count) else {
      throw PageError(.unprocessableContent, Wording("请填姓名，最多 60 个字。", "Give a name of at most 60 characters."))
    }
  }

  static func check(password: String) throws(PageError) {
    guard password.count >= Passwords.minimumLength, password.utf8.count <= 1000 else {
      throw PageError(
        .unprocessableContent,
        Wording(
          "密码至少 \(Passwords.minimumLength) 个字符；一句话比怪字符好。",
          "A password has at least \(Passwords.minimumLength) characters; a sentence is better than odd ones."))
    }
  }
}
