import Foundation
import MingzhangModel

/// One file whose result goes to the screen, done in this process: starting a worker for it took as long as reading it.
///
/// The limits are those of a batch. A crash loses nothing else, and the PDF worker is a process of its own anyway.
struct Alone {
  let console: Console
  /// Seconds.
  let timeout: Int

  /// - Throws: an exit code; what is wrong was said.
  func product(of item: Item, _ perform: (Material) throws -> Product) throws -> Product {
    WorkerLoop.limitMemory()
    watch(item)
    console.progress(console.say("读取 \(item.name)", "Reading \(item.name)"))
    do {
      let product = try perform(try Material(item))
      console.endProgress()
      return product
    } catch {
      console.endProgress()
      let wording = (error as? any ExplainedError)?.wording
      console.problem(wording?[console.language] ?? "\(item.name)：\(error)")
      throw Exit.couldNot
    }
  }

  /// Ends this process when the time is up, wherever it is.
  private func watch(_ item: Item) {
    let (seconds, console) = (timeout, console)
    Thread.detachNewThread {
      sleep(UInt32(seconds))
      console.endProgress()
      console.problem(WorkerPool.late(item, .seconds(seconds))[console.language])
      _exit(Exit.couldNot.rawValue)
    }
  }
}
