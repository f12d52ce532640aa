import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangReading

/// The formats of what was read.
enum ReadFormat: String, ExpressibleByArgument, CaseIterable, Codable, Sendable {
  case text, json, csv, xlsx

  /// Whether it makes sense on standard output.
  var isForScreen: Bool { self == .text || self == .json }

  /// The files of one item, by what is added to its place.
  func files(for result: ReadingResult, _ language: Language) throws -> [String: [UInt8]] {
    switch self {
    case .text: [".txt": Array(ReadingSummary(language: language).text(for: result).utf8)]
    case .json: [".json": try ReadingJSON().bytes(for: [result.disclosure])]
    case .csv:
      Dictionary(uniqueKeysWithValues: ReadingCSV().files(for: result.disclosure).map { ("/" + $0.key, $0.value) })
    case .xlsx: [".xlsx": try ReadingWorkbook().bytes(for: result.disclosure)]
    }
  }
}
