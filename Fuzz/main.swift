import Foundation

// mingzhang-fuzz seeds FOLDER HOSTILE     writes seeds for every codec: FOLDER/<codec>/…
// mingzhang-fuzz CODEC [options of libFuzzer] FOLDER…
//
// The library calls `tryInput` with one input after the other and ends the process when one crashes, hangs or takes too much memory.

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ tryInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

var arguments = CommandLine.arguments
let catalogFolder = ProcessInfo.processInfo.environment["MINGZHANG_CATALOG"] ?? "Sources/MingzhangCatalog/Data"
let codecs = try Codecs(catalog: URL(filePath: catalogFolder))
let name = arguments.count > 1 ? arguments.remove(at: 1) : ""
if name == "seeds", arguments.count == 3 {
  try Seeds(catalog: codecs.catalog, folder: URL(filePath: arguments[1])).write(hostile: URL(filePath: arguments[2]))
  exit(0)
}
guard let chosen = codecs.all[name] else {
  print("usage: mingzhang-fuzz \(codecs.all.keys.sorted().joined(separator: "|")) [options] FOLDER…")
  exit(64)
}
nonisolated(unsafe) let codec = chosen
var count = Int32(arguments.count)
var words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: arguments.count + 1)
for (index, word) in arguments.enumerated() { words[index] = strdup(word) }
words[arguments.count] = nil
let status = runDriver(&count, &words) { start, length in
  codec(Array(UnsafeBufferPointer(start: start, count: length)))
  return 0
}
exit(status)
