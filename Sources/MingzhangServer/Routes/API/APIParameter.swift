import Foundation
import Hummingbird
import MingzhangModel

/// A query parameter of the API: what it may be, in words and as a test.
struct APIParameter: Sendable {
  let name: String
  let expected: Wording
  let accepts: @Sendable (String) -> Bool

  init(_ name: String, _ expected: Wording, _ accepts: @Sendable @escaping (String) -> Bool) {
    (self.name, self.expected, self.accepts) = (name, expected, accepts)
  }

  private static func oneOf(_ name: String, _ words: [String]) -> APIParameter {
    let list = words.joined(separator: ", ")
    return APIParameter(name, Wording("\(list) 之一", "one of \(list)")) { words.contains($0) }
  }

  private static func number(_ name: String, _ range: ClosedRange<Int64>) -> APIParameter {
    APIParameter(
      name,
      Wording(
        "\(range.lowerBound) 到 \(range.upperBound) 的整数",
        "a whole number from \(range.lowerBound) to \(range.upperBound)")
    ) { text in
      text.utf8.allSatisfy { (48...57).contains($0) } && Int64(text).map { range.contains($0) } ?? false
    }
  }

  static let format = oneOf("format", ["json", "csv"])
  static let limit = number("limit", 1...1000)
  /// Of lists whose place is one, two or four whole numbers.
  static let cursor = cursor(of: 1)
  static let cursor2 = cursor(of: 2)
  static let cursor4 = cursor(of: 4)
  private static func cursor(of count: Int) -> APIParameter {
    APIParameter("cursor", Wording("上一页给出的 next", "the `next` of an earlier page")) {
      APICursor($0)?.numbers.count == count
    }
  }
  static let year = number("year", 1949...2199)
  static let kind = oneOf("kind", ["budget", "final"])
  static let department = APIParameter(
    "department", Wording("单位的 id（字母、数字、-、_）", "the id of an organisation: letters, digits, - and _")
  ) { $0.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil }
  static let region = APIParameter("region", Wording("2 到 12 位行政区划代码", "2 to 12 digits of a division code")) {
    $0.wholeMatch(of: /[0-9]{2,12}/) != nil
  }
  static let disclosure = number("disclosure", 1...9_007_199_254_740_991)
  static let statement = oneOf("statement", StatementKind.allCases.map(\.rawValue))
  static let function = APIParameter(
    "function",
    Wording(
      "3、5 或 7 位功能分类编码，末尾加 * 包括其下级", "3, 5 or 7 digits of a functional code; a * at its end includes what is below it")
  ) { $0.wholeMatch(of: /[0-9]{3}(?:[0-9]{2}){0,2}\*?/) != nil }
  static let economic = APIParameter(
    "economic",
    Wording("3 或 5 位经济分类编码，末尾加 * 包括其下级", "3 or 5 digits of an economic code; a * at its end includes what is below it")
  ) { $0.wholeMatch(of: /[0-9]{3}(?:[0-9]{2})?\*?/) != nil }
  static let column = APIParameter(
    "column", Wording("列的名称，如 total、basic、prior:amount", "a column's key: total, basic, prior:amount …")
  ) { (1...100).contains($0.unicodeScalars.count) && !$0.contains("\0") }
  static let fund = oneOf("fund", FundSource.allCases.map(\.rawValue))
  static let severity = oneOf("severity", Severity.allCases.map(\.rawValue))
  static let rule = APIParameter("rule", Wording("规则编号，如 X101", "the code of a rule: X101")) {
    $0.wholeMatch(of: /[A-Z][0-9]{3}/) != nil
  }
  static let history = oneOf("history", ["true", "false"])
  static let q = APIParameter("q", Wording("1 到 100 个字", "1 to 100 characters")) {
    (1...100).contains($0.unicodeScalars.count) && !$0.contains("\0")
  }
}

/// Where to read on: a few whole numbers, as one word that nobody needs to understand.
struct APICursor: Hashable, Sendable {
  var numbers: [Int64]
  init(_ numbers: [Int64]) { self.numbers = numbers }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int64($0, radix: 36) }
    // what is written back is what was read: no sign, no leading zero
    guard parts.allSatisfy({ $0.utf8.count <= 11 }), numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 }),
      APICursor(numbers).text == text
    else { return nil }
    self.numbers = numbers
  }

  var text: String { numbers.map { String($0, radix: 36) }.joined(separator: ".") }
}

/// The parameters of one request, each of them known, given once and as it must be.
struct APIQuery: Sendable {
  private let values: [String: String]

  /// - Throws: `APIProblem` naming every parameter that is not as expected.
  init(_ request: Request, _ known: [APIParameter], required: Set<String> = []) throws {
    var values: [String: String] = [:]
    var problems: [APIProblem.Parameter] = []
    for pair in (request.uri.query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
      guard let name = words[0], let parameter = known.first(where: { $0.name == name }) else {
        let names = known.map(\.name).joined(separator: ", ")
        problems.append(
          .init(
            name: words[0] ?? String(parts[0]), found: nil,
            expected: Wording("没有这个参数；可用的有 \(names)", "no such parameter; there are \(names)")))
        continue
      }
      let value = words.count > 1 ? words[1] : ""
      guard let value, parameter.accepts(value) else {
        problems.append(.init(name: name, found: value, expected: parameter.expected))
        continue
      }
      if values.updateValue(value, forKey: name) != nil {
        problems.append(.init(name: name, found: value, expected: Wording("只给一次", "given once only")))
      }
    }
    for parameter in known where required.contains(parameter.name) && values[parameter.name] == nil {
      if !problems.contains(where: { $0.name == parameter.name }) {
        problems.append(.init(name: parameter.name, found: nil, expected: parameter.expected))
      }
    }
    guard problems.isEmpty else { throw APIProblem(parameters: problems) }
    self.values = values
  }

  func text(_ parameter: APIParameter) -> String? { values[parameter.name] }
  func number(_ parameter: APIParameter) -> Int? { values[parameter.name].flatMap { Int($0) } }
  var limit: Int { number(.limit) ?? 100 }
  /// The numbers of the cursor.
  var cursor: [Int64]? { values["cursor"].flatMap { APICursor($0) }?.numbers }

  /// The same query with another cursor.
  func address(_ path: String, cursor: APICursor?) -> String {
    var values = values
    values["cursor"] = cursor?.text
    let pairs = values.sorted { $0.key < $1.key }.map { "\($0.key)=\(FileAddress.encoded($0.value))" }
    return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }
}

/// A request that the API cannot understand: 400, with what was expected of each parameter.
struct APIProblem: Error {
  struct Parameter: Hashable, Sendable {
    var name: String
    var found: String?
    var expected: Wording
  }
  var parameters: [Parameter]

  func response() -> Response {
    func sentence(_ language: Language) -> String {
      parameters.map { one in
        let found = one.found.map { language == .chinese ? "，得到“\($0)”" : ", found “\($0)”" } ?? ""
        return language == .chinese
          ? "参数 \(one.name)：应为\(one.expected.chinese)\(found)。"
          : "\(one.name): expected \(one.expected.english)\(found)."
      }.joined(separator: " ")
    }
    let table = RecordTable(
      ["name", "expected", "expected_zh", "found"],
      parameters.map { [.text($0.name), .text($0.expected.english), .text($0.expected.chinese), .text($0.found)] })
    let problem = RecordTable(["type", "status", "title", "detail", "detailZh", "parameters"])
    var out: [UInt8] = []
    problem.object(
      [
        .text("about:blank"), .integer(400 as Int64), .text("Bad request"), .text(sentence(.english)),
        .text(sentence(.chinese)), .json(String(decoding: table.array, as: UTF8.self)),
      ], into: &out)
    return Response(
      status: .badRequest,
      headers: [
        .contentType: "application/problem+json", .cacheControl: "no-store", .accessControlAllowOrigin: "*",
      ], body: .init(byteBuffer: ByteBuffer(bytes: out)))
  }
}
