import MingzhangMaking
import Synchronization

/// Typesetters that lanes share: one for two lanes, since a lane does other work, too, and a typesetter is the quicker the more books
/// it has set.
final class TypesetterPool: Sendable {
  private let writers: [PDFWriter]
  private let turn = Mutex(0)

  init(lanes: Int) { writers = (0..<max(1, (lanes + 1) / 2)).map { _ in PDFWriter() } }

  /// For one more lane.
  func next() -> PDFWriter {
    turn.withLock { turn in
      defer { turn += 1 }
      return writers[turn % writers.count]
    }
  }
}
