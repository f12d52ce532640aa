import Foundation
import Hummingbird
import HummingbirdTesting
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport

@testable import MingzhangServer

/// What tests of the desk need besides a bench: versions that were read, and forms with files.
extension Bench {
  /// A version that was read and has one error and one warning, without a file being read.
  func version(
    _ words: String = "一", of organisation: String = "edu", by login: String = "preparer", errors: Int = 1,
    mediaType: String = "text/plain", bytes: Data? = nil, ledger: Bool = false
  ) async throws -> Version {
    let bytes = bytes ?? Data(words.utf8)
    let digest = try site.store.shelf.keep(bytes)
    let person = try await site.store.person(login: login)
    var new = NewVersion(
      file: digest, byteCount: bytes.count, mediaType: mediaType, fileName: "\(words).txt",
      organisation: organisation, fiscalYear: 2023, kind: .budget, person: person?.id)
    if ledger { new.ledger = .init(file: digest, byteCount: bytes.count, mediaType: mediaType) }
    let version = try await site.store.add(new, by: login, at: site.now())
    var disclosure = Disclosure(kind: .budget, entity: "示例市教育局", fiscalYear: 2023, title: "2023年部门预算")
    disclosure.source = SourceFile(name: "a", sha256: digest, byteCount: bytes.count, format: "text", pageCount: 1)
    let findings = (0..<2).map { index in
      Finding(
        rule: index < errors ? "X101" : "N101", severity: index < errors ? .error : .warning,
        title: Wording("收支不平", "unbalanced"), message: Wording("收入 1，支出 2", "1 and 2"),
        correction: Wording("改合计", "mend"),
        evidence: [
          Evidence(
            "总表 / 合计", text: "<b>\(index)</b>",
            span: SourceSpan(page: 1, box: .init(x0: 100, y0: 100, x1: 200, y1: 120)))
        ],
        identity: "X101/\(index)")
    }
    let report = CheckReport(
      source: disclosure.source, kind: .budget, entity: "示例市教育局", fiscalYear: 2023, findings: findings, outcomes: [],
      inputNotices: [])
    return try await site.store.keep(Examined(disclosure, report), of: version.id, at: site.now())
  }

  /// A session's cookie and the token of its forms, without the slow computation of a password.
  func session(_ login: String) async throws -> (cookie: String, csrf: String) {
    guard let person = try await site.store.person(login: login) else { throw CancellationError() }
    let (token, csrf) = (Tokens.fresh(), Tokens.fresh())
    try await site.store.openSession(
      digest: Tokens.digest(token), csrf: csrf, for: person, until: site.now().adding(seconds: 3600), at: site.now())
    return ("mingzhang=\(token)", csrf)
  }
}

extension TestClientProtocol {
  func page(_ uri: String, _ session: (cookie: String, csrf: String)?) async throws -> TestResponse {
    var headers: HTTPFields = [:]
    headers[.cookie] = session?.cookie
    return try await execute(uri: uri, method: .get, headers: headers)
  }

  /// Sends a form that a page of the session would send.
  func send(
    _ uri: String, _ fields: [String: String], _ session: (cookie: String, csrf: String)?
  ) async throws -> TestResponse {
    try await post(uri, fields.merging(["csrf": session?.csrf ?? ""]) { first, _ in first }, cookie: session?.cookie)
  }

  /// Sends files as a browser does.
  func upload(
    _ uri: String, _ files: [(name: String, bytes: Data)], _ session: (cookie: String, csrf: String),
    _ fields: [String: String] = [:]
  ) async throws -> TestResponse {
    let form = MultipartForm(fields: fields.merging(["csrf": session.csrf]) { first, _ in first }, files: files)
    return try await execute(
      uri: uri, method: .post, headers: [.contentType: form.contentType, .cookie: session.cookie],
      body: ByteBuffer(bytes: form.body))
  }
}

/// `multipart/form-data` as a browser writes it.
struct MultipartForm {
  let contentType: String
  let body: Data

  init(fields: [String: String], files: [(name: String, bytes: Data)]) {
    let boundary = "----form\(UUID().uuidString)"
    contentType = "multipart/form-data; boundary=\(boundary)"
    var body = Data()
    for (name, value) in fields {
      body += Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      body += Data(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\nContent-Type: application/octet-stream\r\n\r\n"
          .utf8)
      body += file.bytes + Data("\r\n".utf8)
    }
    self.body = body + Data("--\(boundary)--\r\n".utf8)
  }
}
