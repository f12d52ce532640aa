import Foundation
import MingzhangFormats
import Testing

@Suite("JSON 输出")
struct JSONBytesTests {
  private struct Shape: Encodable {
    enum Kind: String, Encodable { case table }
    struct Wrapper: Encodable {
      var inner: [String: Int]
      func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(inner)
      }
    }
    enum Target: Encodable {
      case atLeast(Int, unit: String)
      case described
    }
    var targets = ["b": Target.atLeast(3, unit: "个"), "a": .described]
    var list = [Target.described, .atLeast(-1, unit: "")]
    var zebra = "引\"号\\\n\t\u{1}/𠀀"
    var empty: [Int] = []
    var nothing: [String: Int] = [:]
    var missing: Int?
    var page_from = -3
    var numbers = [1.0, 0.1, 1e300, -2.5e-9, 100]
    var nested = ["b": [["x"], []], "a": [["y", "z"]]]
    var kind = Kind.table
    var optionals: [Bool?] = [nil, true]
    var wrapped = Wrapper(inner: ["two": 2, "one": 1])
    var wide = UInt64.max
  }

  @Test("与 Foundation 的排序、缩进、转义逐字节相同")
  func sameAsFoundation() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let expected = try encoder.encode([Shape(), Shape()])
    #expect(
      String(decoding: try JSONBytes.encode([Shape(), Shape()]), as: UTF8.self)
        == String(decoding: expected, as: UTF8.self))
  }

  @Test("JSON 说不出的数报错，不写半截")
  func infinite() { #expect(throws: EncodingError.self) { try JSONBytes.encode([Double.infinity]) } }
}
