import MingzhangFormats

/// What a file is, by its content; its name is not asked.
public enum FileKind: Hashable, Sendable {
  case pdf, zip, compoundFile, rtf, picture, json, webPage, text
  /// An archive that is not opened, by its name: RAR, 7z …
  case otherArchive(String)

  public init(_ bytes: [UInt8]) {
    if PDFDocumentReader.recognises(bytes) {
      self = .pdf
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .zip
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .compoundFile
    } else if bytes.starts(with: Array("{\\rtf".utf8)) {
      self = .rtf
    } else if PictureSize.recognises(bytes) {
      self = .picture
    } else if let archive = Self.archives.first(where: { bytes.starts(with: $0.mark) }) {
      self = .otherArchive(archive.name)
    } else if bytes.prefix(64).first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF })
      == UInt8(ascii: "{")
    {
      self = .json
    } else if TextDecoding.isWebPage(bytes) {
      self = .webPage
    } else {
      self = .text
    }
  }

  private static let archives: [(mark: [UInt8], name: String)] = [
    (Array("Rar!".utf8), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z"), ([0x1F, 0x8B], "gzip"),
    (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
  ]
}
