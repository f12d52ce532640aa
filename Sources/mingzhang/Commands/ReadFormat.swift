import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangReading

/// The formats of what was read.
enum ReadFormat: String, ExpressibleByArgument, CaseIterable, Codable, Sendable {
  case text, json

  func bytes(for result: ReadingResult, _ language: Language) throws -> Data {
    switch self {
    case .text: Data(ReadingSummary(language: language).text(for: result).utf8)
    case .json: try ReadingJSON().bytes(for: [result.disclosure])
    }
  }
}
