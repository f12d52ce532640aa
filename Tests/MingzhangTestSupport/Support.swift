import Foundation

/// Places that tests need, found from this source file.
public enum TestPlaces {
  /// The repository's root.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  public static let examples = root.appending(path: "Examples")

  /// The folder with real published files beside the repository; nil when it is not there, and tests that need it say so.
  public static var shared: URL? {
    let folder = root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.appending(path: "corpus").path) ? folder : nil
  }
}
